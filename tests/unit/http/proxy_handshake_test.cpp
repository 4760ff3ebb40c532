#include "http/proxy_handshake.hpp"

#include <gmock/gmock.h>

namespace http_task::http {
namespace {

using namespace std::string_literals;
using progress = proxy_handshake::progress;
using ::testing::HasSubstr;
using ::testing::Not;

std::unique_ptr<proxy_handshake> through(const char* proxy, std::string host = "api.test",
                                         std::uint16_t port = 443) {
  return make_proxy_handshake(parse_proxy(proxy).value(), std::move(host), port);
}

// In pieces of one byte, with what is to be sent taken in between.
progress feed(proxy_handshake& h, std::string_view bytes) {
  progress now = progress::more;
  for (const char c : bytes) {
    if (now != progress::more) break;
    now = h.received({&c, 1});
  }
  return now;
}

const std::string socks_reply = "\x05\x00\x00\x01\x7f\x00\x00\x01\x1f\x90"s;

TEST(connect_handshake, asks_for_the_authority) {
  EXPECT_EQ(through("http://p:1")->take_output(),
            "CONNECT api.test:443 HTTP/1.1\r\nHost: api.test:443\r\n\r\n");
  EXPECT_EQ(through("http://u:p@p:1", "2001:db8::1", 8443)->take_output(),
            "CONNECT [2001:db8::1]:8443 HTTP/1.1\r\nHost: [2001:db8::1]:8443\r\n"
            "Proxy-Authorization: Basic dTpw\r\n\r\n");
  const auto h = through("http://p:1");
  (void)h->take_output();
  EXPECT_EQ(h->take_output(), "") << "once";
}

TEST(connect_handshake, any_2xx_is_a_tunnel) {
  for (const char* answer :
       {"HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.0 200 Connection established\r\nProxy-agent: x\r\n\r\n",
        "HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"}) {
    EXPECT_EQ(through("http://p:1")->received(answer), progress::done) << answer;
    EXPECT_EQ(feed(*through("http://p:1"), answer), progress::done) << answer;
  }
}

TEST(connect_handshake, bytes_behind_the_answer) {
  const auto h = through("http://p:1");
  EXPECT_EQ(h->received("HTTP/1.1 200 OK\r\n\r\nX"), progress::failed);
  EXPECT_EQ(h->failure().type, "proxy.protocol");
}

TEST(connect_handshake, refusals_keep_the_answer) {
  const auto refused = [](const char* answer) {
    const auto h = through("http://p:1");
    EXPECT_EQ(h->received(answer), progress::failed) << answer;
    EXPECT_TRUE(h->take_answer()) << answer;
    return h->failure();
  };
  EXPECT_EQ(refused("HTTP/1.1 407 No\r\nContent-Length: 2\r\n\r\nno").type, "proxy.auth_required");
  EXPECT_EQ(refused("HTTP/1.1 403 No\r\n\r\n").retryable, false);
  const problem gateway = refused("HTTP/1.1 502 Bad\r\n\r\n");
  EXPECT_EQ(gateway.type, "proxy.refused");
  EXPECT_EQ(gateway.retryable, true);
  EXPECT_EQ(refused("HTTP/1.1 302 Found\r\nLocation: http://evil/\r\n\r\n").type, "proxy.refused");
}

TEST(connect_handshake, is_bounded) {
  const auto h = through("http://p:1");
  ASSERT_EQ(h->received("HTTP/1.1 200 OK\r\n"), progress::more);
  progress now = progress::more;
  std::size_t sent = 0;
  for (; now == progress::more && sent < (1U << 20U); sent += 1000)
    now = h->received("X: " + std::string(995, 'x') + "\r\n");
  EXPECT_EQ(now, progress::failed);
  EXPECT_LT(sent, 100'000U);
}

TEST(connect_handshake, no_http) {
  for (const char* answer : {"SSH-2.0-x\r\n", "\x05", "http/1.1 200 OK\r\n\r\n", "HTTP/2 200\r\n\r\n",
                             "HTTP/1.1 99 X\r\n\r\n", "HTTP/1.1 101 Switching\r\n\r\n"}) {
    const auto h = through("http://p:1");
    EXPECT_EQ(h->received(answer), progress::failed) << answer;
    EXPECT_EQ(h->failure().type, "proxy.protocol") << answer;
    EXPECT_EQ(h->failure().phase, "connect");
  }
}

TEST(socks5_handshake, name_without_password) {
  const auto h = through("socks5h://p:1");
  EXPECT_EQ(h->take_output(), "\x05\x01\x00"s);
  EXPECT_EQ(feed(*h, "\x05\x00"s), progress::more);
  EXPECT_EQ(h->take_output(), "\x05\x01\x00\x03\x08"
                              "api.test\x01\xbb"s);
  EXPECT_EQ(feed(*h, socks_reply), progress::done);
}

TEST(socks5_handshake, addresses) {
  const auto request_for = [](const char* host) {
    const auto h = through("socks5://p:1", host, 80);
    (void)h->take_output();
    (void)h->received("\x05\x00"s);
    return h->take_output();
  };
  EXPECT_EQ(request_for("192.0.2.1"), "\x05\x01\x00\x01\xc0\x00\x02\x01\x00\x50"s);
  EXPECT_EQ(request_for("::1"), "\x05\x01\x00\x04"s + std::string(15, '\0') + "\x01\x00\x50"s);
}

TEST(socks5_handshake, password) {
  const auto h = through("socks5h://user:secret@p:1");
  EXPECT_EQ(h->take_output(), "\x05\x02\x00\x02"s);
  EXPECT_EQ(h->received("\x05\x02"s), progress::more);
  EXPECT_EQ(h->take_output(), "\x01\x04user\x06secret"s);
  EXPECT_EQ(h->received("\x01\x00"s), progress::more);
  EXPECT_FALSE(h->take_output().empty());
  EXPECT_EQ(h->received(socks_reply), progress::done);
}

TEST(socks5_handshake, a_proxy_that_does_not_ask_is_told_nothing) {
  const auto h = through("socks5h://user:secret@p:1");
  (void)h->take_output();
  EXPECT_EQ(h->received("\x05\x00"s), progress::more);
  EXPECT_THAT(h->take_output(), Not(HasSubstr("secret")));
}

TEST(socks5_handshake, replies_with_any_address) {
  for (const std::string& reply : {"\x05\x00\x00\x03\x01x\x00\x50"s, "\x05\x00\x00\x03\x00\x00\x50"s,
                                   "\x05\x00\x00\x04"s + std::string(18, '\0'), socks_reply}) {
    const auto h = through("socks5h://p:1");
    (void)h->received("\x05\x00"s);
    EXPECT_EQ(feed(*h, reply.substr(0, reply.size() - 1)), progress::more);
    EXPECT_EQ(h->received(reply.substr(reply.size() - 1)), progress::done);
  }
}

TEST(socks5_handshake, failures) {
  const auto failure_of = [](const char* proxy, std::initializer_list<std::string> answers) {
    const auto h = through(proxy);
    progress now = progress::more;
    for (const std::string& answer : answers)
      if (now == progress::more) now = h->received(answer);
    EXPECT_EQ(now, progress::failed);
    EXPECT_THAT(h->failure().detail, Not(HasSubstr("secret")));
    return h->failure().type;
  };
  const char* plain = "socks5h://p:1";
  const char* with_password = "socks5h://user:secret@p:1";
  EXPECT_EQ(failure_of(plain, {"\x04\x00"s}), "proxy.protocol");
  EXPECT_EQ(failure_of(plain, {"\x05\x02"s}), "proxy.protocol");
  EXPECT_EQ(failure_of(plain, {"\x05\x01"s}), "proxy.protocol");
  EXPECT_EQ(failure_of(plain, {"\x05\xff"s}), "proxy.auth_required");
  EXPECT_EQ(failure_of(with_password, {"\x05\xff"s}), "proxy.auth_required");
  EXPECT_EQ(failure_of(with_password, {"\x05\x02"s, "\x01\x01"s}), "proxy.auth_required");
  EXPECT_EQ(failure_of(with_password, {"\x05\x02"s, "\x05\x00"s}), "proxy.protocol");
  EXPECT_EQ(failure_of(with_password, {"\x05\x02\x01\x00"s}), "proxy.protocol") << "before it was told";
  for (char code = 1; code < 12; ++code)
    EXPECT_EQ(failure_of(plain, {"\x05\x00"s, std::string{5, code}}), "proxy.refused");
  EXPECT_EQ(failure_of(plain, {"\x05\x00"s, "\x04\x00\x00\x01\x00"s + std::string(5, '\0')}),
            "proxy.protocol");
  EXPECT_EQ(failure_of(plain, {"\x05\x00"s, "\x05\x00\x00\x02\x00"s}), "proxy.protocol");
  EXPECT_EQ(failure_of(plain, {"\x05\x00"s, socks_reply + "X"}), "proxy.protocol");
}

} // namespace
} // namespace http_task::http
