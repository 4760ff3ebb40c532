// Proxies as scripts: honest ones, and hostile ones.
#include "tls_fixture.hpp"

#include <gmock/gmock.h>

#include <functional>

namespace http_task::testing {
namespace {

using namespace std::string_literals;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr const char* established = "HTTP/1.1 200 Connection established\r\n\r\n";

class proxy_test : public tls_fixture {
protected:
  static std::string url_of(const scripted_server& proxy, std::string scheme = "http",
                            std::string login = "") {
    return scheme + "://" + (login.empty() ? "" : login + "@") + "127.0.0.1:" + std::to_string(proxy.port());
  }

  void use(const std::string& url, std::vector<std::string> no_proxy = {}) {
    http::client_options options = trusting_options();
    options.proxy.url = url;
    options.proxy.no_proxy = std::move(no_proxy);
    options.resolve["public.test"] = {"8.8.8.8"};
    options.resolve["private.test"] = {"10.1.2.3"};
    options.lookup = [](const std::string& name) -> result<std::vector<std::string>> {
      return make_problem("dns.not_found", "There is no " + name);
    };
    make_client(std::move(options));
  }

  static message::request to(std::string host, std::string scheme = "http") {
    message::request r = get(scheme == "https" ? 443 : 80, "/path?q");
    r.origin.host = std::move(host);
    r.origin.scheme = std::move(scheme);
    return r;
  }

  // What becomes of a request for https through a proxy that plays that script.
  message::exchange through(const std::string& scheme, script hostile, std::string login = "") {
    scripted_server proxy(std::move(hostile));
    use(url_of(proxy, scheme, std::move(login)));
    http::exchange_options o;
    o.connect_timeout = std::chrono::seconds(3);
    return fetch(to("public.test", "https"), o);
  }
};

TEST_F(proxy_test, forwards_in_absolute_form) {
  std::string head;
  scripted_server proxy([&](peer& p) {
    head = p.read_request();
    p.send(hello);
    (void)p.read_request();
    p.send(hello);
    p.drain();
  });
  use(url_of(proxy, "http", "user:pa%20ss"));
  message::exchange e = fetch(to("public.test"));
  ASSERT_EQ(error_type(e), "none");
  EXPECT_THAT(head, StartsWith("GET http://public.test/path?q HTTP/1.1\r\nHost: public.test\r\n"));
  EXPECT_THAT(head, HasSubstr("\r\nProxy-Authorization: Basic dXNlcjpwYSBzcw==\r\n")) << "user:pa ss";
  EXPECT_THAT(e.request_head, HasSubstr("Proxy-Authorization: ***\r\n"));
  EXPECT_THAT(e.request_head, Not(HasSubstr("dXNlcjpwYSBzcw")));
  EXPECT_EQ(e.connection.proxy, "http://***@127.0.0.1:" + std::to_string(proxy.port()));
  EXPECT_EQ(e.connection.remote_port, proxy.port());
  e = fetch(to("public.test"));
  ASSERT_EQ(error_type(e), "none");
  EXPECT_TRUE(e.connection.reused);
  EXPECT_FALSE(e.connection.proxy.empty());
}

TEST_F(proxy_test, tunnels_for_https_and_keeps_its_credentials_to_the_proxy) {
  // The script of the proxy goes on as the server; connect_to asks for a tunnel also for http.
  std::string connect;
  std::string request;
  scripted_server proxy([&](peer& p) {
    connect = p.read_head();
    p.send(established);
    request = p.read_request();
    p.send(hello);
    p.drain();
  });
  http::client_options options = trusting_options();
  options.proxy.url = url_of(proxy, "http", "user:secret");
  options.connect_to = {{"good.example.test", 80, "8.8.8.8", 8080}};
  make_client(std::move(options));
  const message::exchange e = fetch(to("good.example.test"));
  ASSERT_EQ(error_type(e), "none");
  EXPECT_THAT(connect, StartsWith("CONNECT 8.8.8.8:8080 HTTP/1.1\r\nHost: 8.8.8.8:8080\r\n"));
  EXPECT_THAT(connect, HasSubstr("Proxy-Authorization: Basic "));
  EXPECT_THAT(request, StartsWith("GET /path?q HTTP/1.1\r\nHost: good.example.test\r\n"));
  EXPECT_THAT(request, Not(HasSubstr("Proxy-Authorization")));
}

TEST_F(proxy_test, no_proxy_is_reached_directly) {
  scripted_server server(answer_always(hello));
  http::client_options options = trusting_options();
  options.proxy = {"http://127.0.0.1:" + std::to_string(closed_port()), {"example.test"}, false, true};
  make_client(std::move(options));
  message::request r = get(server.port());
  r.origin.host = "api.example.test";
  const message::exchange e = fetch(r);
  EXPECT_EQ(error_type(e), "none");
  EXPECT_EQ(e.connection.proxy, "");
  r.origin.host = "api.example.net";
  EXPECT_EQ(error_type(fetch(r)), "conn.refused") << "the proxy does not run";
}

TEST_F(proxy_test, the_server_is_judged_behind_a_proxy) {
  scripted_server proxy(answer_always(hello));
  for (const char* scheme : {"http", "socks5", "socks5h"}) {
    use(url_of(proxy, scheme));
    for (const char* host : {"169.254.169.254", "private.test", "localhost", "10.0.0.1"}) {
      const message::exchange e = fetch(to(host));
      EXPECT_EQ(error_type(e), "guard.denied") << scheme << " " << host;
      EXPECT_EQ(e.connection.remote_address, "");
    }
  }
  EXPECT_EQ(proxy.connections(), 0);
  use(url_of(proxy));
  EXPECT_EQ(error_type(fetch(to("known-to-the-proxy-alone.test"))), "none");
}

TEST_F(proxy_test, the_proxy_of_a_step_is_judged) {
  scripted_server proxy(answer_always(hello));
  use("");
  http::exchange_options o;
  o.proxy.url = url_of(proxy);
  EXPECT_EQ(error_type(fetch(to("public.test"), o)), "none") << "127.0.0.1 is allowed here";
  o.proxy.url = "http://127.0.0.2:" + std::to_string(proxy.port());
  message::exchange e = fetch(to("public.test"), o);
  EXPECT_EQ(error_type(e), "guard.denied");
  o.proxy.url = "http://private.test";
  EXPECT_EQ(error_type(fetch(to("public.test"), o)), "guard.denied");
  o.proxy.url = "https://127.0.0.1:1";
  e = fetch(to("public.test"), o);
  EXPECT_EQ(error_type(e), "config.proxy");
  EXPECT_EQ(e.error->pointer, "/proxy/url");
}

TEST_F(proxy_test, the_host_may_forbid_a_step_its_own) {
  scripted_server proxy(answer_always(hello));
  http::client_options options = trusting_options();
  options.proxy.from_steps = false;
  make_client(std::move(options));
  http::exchange_options o;
  o.proxy.url = url_of(proxy);
  const message::exchange e = fetch(to("8.8.8.8"), o);
  EXPECT_EQ(error_type(e), "guard.denied");
  EXPECT_EQ(e.error->pointer, "/proxy");
  EXPECT_EQ(proxy.connections(), 0);
}

TEST_F(proxy_test, connections_through_proxies_are_not_mixed) {
  scripted_server first(answer_always(hello));
  use("");
  http::exchange_options o;
  o.proxy.url = url_of(first, "http", "a:b");
  EXPECT_EQ(error_type(fetch(to("public.test"), o)), "none");
  EXPECT_TRUE(fetch(to("public.test"), o).connection.reused);
  o.proxy.url = url_of(first, "http", "a:c");
  EXPECT_FALSE(fetch(to("public.test"), o).connection.reused) << "other credentials, another user";
}

TEST_F(proxy_test, credentials_are_asked_for) {
  const char* asks =
      "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 3\r\n\r\nno!";
  message::exchange e = through("http", answer_once(asks));
  ASSERT_EQ(error_type(e), "proxy.auth_required");
  EXPECT_EQ(e.error->phase, "connect");
  EXPECT_FALSE(e.request_sent);
  ASSERT_TRUE(e.response) << "what the proxy said is shown";
  EXPECT_EQ(e.response->status, 407U);
  EXPECT_TRUE(e.response->headers.contains("Proxy-Authenticate"));

  e = through("http", answer_once(asks), "user:password");
  EXPECT_EQ(error_type(e), "proxy.auth_required");
  EXPECT_THAT(e.error->detail, HasSubstr("does not accept"));
  EXPECT_THAT(e.error->detail, Not(HasSubstr("password@")));

  scripted_server proxy(answer_once(asks));
  use(url_of(proxy));
  e = fetch(to("public.test"));
  EXPECT_EQ(error_type(e), "proxy.auth_required") << "without a tunnel";
  EXPECT_EQ(e.response->body, "no!");
}

TEST_F(proxy_test, http_proxy_refuses) {
  message::exchange e = through("http", answer_once("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n"));
  EXPECT_EQ(error_type(e), "proxy.refused");
  EXPECT_EQ(e.error->retryable, false);
  EXPECT_EQ(e.response->status, 403U);
  e = through("http", answer_once("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"));
  EXPECT_EQ(error_type(e), "proxy.refused");
  EXPECT_EQ(e.error->retryable, true);
}

TEST_F(proxy_test, hostile_http_proxies) {
  const auto outcome = [&](script s) { return error_type(through("http", std::move(s))); };
  const auto answering = [](std::string bytes) {
    return [bytes = std::move(bytes)](peer& p) {
      (void)p.read_head();
      p.send(bytes);
      p.drain();
    };
  };
  EXPECT_EQ(outcome([](peer& p) {
              (void)p.read_head();
              p.send("HTTP/1.1 200 OK\r\nX: ");
              p.send_for_ever(std::string(1000, 'x'), {});
            }),
            "proxy.protocol")
      << "a header without end";
  EXPECT_EQ(outcome(answering(established + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nEVIL"s)),
            "proxy.protocol")
      << "bytes behind the answer";
  EXPECT_EQ(outcome(answering("SSH-2.0-OpenSSH_9.2\r\n")), "proxy.protocol");
  EXPECT_EQ(outcome(answering("\x05\x00"s)), "proxy.protocol");
  EXPECT_EQ(outcome(answering("HTTP/1.1 101 Switching Protocols\r\n\r\n")), "proxy.protocol");
  EXPECT_EQ(outcome([](peer& p) {
              (void)p.read_head();
              p.send_for_ever("HTTP/1.1 100 Continue\r\n\r\n", {});
            }),
            "proxy.protocol")
      << "interim answers without end";
  EXPECT_EQ(outcome([](peer& p) { (void)p.read_head(); }), "proxy.protocol") << "closes";
  EXPECT_EQ(outcome([](peer& p) { p.drain(); }), "timeout.connect") << "says nothing";
  EXPECT_EQ(outcome([](peer& p) {
              (void)p.read_head();
              p.send_slowly("HTTP/1.1 200 OK\r\n" + std::string(1000, 'x'), 1,
                            std::chrono::milliseconds(100));
            }),
            "timeout.connect")
      << "drips";
  EXPECT_EQ(outcome(answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")), "timeout.connect")
      << "a length says nothing there: the tunnel stands, and no TLS comes";
}

// Plays a SOCKS proxy that first says `method`, and after the request `reply`.
script socks(std::string method, std::string reply, std::string* request = nullptr,
             std::size_t request_size = 0) {
  return [=](peer& p) {
    (void)p.read_body(3); // version, one method
    p.send(method);
    if (reply.empty()) return p.drain(std::chrono::milliseconds(500));
    const std::string read = p.read_body(request_size != 0 ? request_size : 7 + "public.test"s.size());
    if (request != nullptr) *request = read;
    p.send(reply);
    if (reply[1] != 0) return;
    (void)p.read_request();
    p.send(hello);
    p.drain();
  };
}

TEST_F(proxy_test, socks5_resolves_here_and_socks5h_there) {
  const std::string good = "\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00"s;
  std::string request;
  {
    scripted_server proxy(socks("\x05\x00"s, good, &request));
    use(url_of(proxy, "socks5h"));
    const message::exchange e = fetch(to("public.test"));
    ASSERT_EQ(error_type(e), "none");
    EXPECT_EQ(request, "\x05\x01\x00\x03\x0bpublic.test\x00\x50"s);
    EXPECT_EQ(e.connection.proxy, "socks5h://127.0.0.1:" + std::to_string(proxy.port()));
  }
  scripted_server proxy(socks("\x05\x00"s, good, &request, 10));
  use(url_of(proxy, "socks5"));
  EXPECT_EQ(error_type(fetch(to("public.test"))), "none");
  EXPECT_EQ(request, "\x05\x01\x00\x01\x08\x08\x08\x08\x00\x50"s);
  EXPECT_EQ(error_type(fetch(to("unknown.test"))), "dns.not_found");
}

TEST_F(proxy_test, socks5_with_password) {
  std::string said;
  const auto proxy_that_says = [&](std::string verdict) {
    return [&said, verdict](peer& p) {
      (void)p.read_body(4); // version, two methods
      p.send("\x05\x02"s);
      said = p.read_body(3 + 4 + 6);
      p.send(verdict);
      (void)p.read_body(18);
      p.send("\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00"s);
      (void)p.read_request();
      p.send(hello);
      p.drain();
    };
  };
  {
    scripted_server proxy(proxy_that_says("\x01\x00"s));
    use(url_of(proxy, "socks5h", "user:secret"));
    EXPECT_EQ(error_type(fetch(to("public.test"))), "none");
    EXPECT_EQ(said, "\x01\x04user\x06secret"s);
  }
  scripted_server proxy(proxy_that_says("\x01\x01"s));
  use(url_of(proxy, "socks5h", "user:secret"));
  const message::exchange e = fetch(to("public.test"));
  EXPECT_EQ(error_type(e), "proxy.auth_required");
  EXPECT_THAT(e.error->detail, Not(HasSubstr("secret")));
}

TEST_F(proxy_test, hostile_socks_proxies) {
  const auto outcome = [&](script s) { return error_type(through("socks5h", std::move(s))); };
  EXPECT_EQ(outcome(socks("\x04\x5a"s, "")), "proxy.protocol") << "another version";
  EXPECT_EQ(outcome(socks("HTTP/1.1 400 Bad Request\r\n\r\n"s, "")), "proxy.protocol");
  EXPECT_EQ(outcome(socks("\x05\x02"s, "")), "proxy.protocol") << "a method that was not offered";
  EXPECT_EQ(outcome(socks("\x05\xff"s, "")), "proxy.auth_required");
  EXPECT_EQ(outcome(socks("\x05\x00\x05\x00"s, "")), "proxy.protocol") << "answers what was not asked yet";
  EXPECT_EQ(outcome(socks("\x05\x00"s, "\x05\x02"s)), "proxy.refused");
  EXPECT_EQ(outcome(socks("\x05\x00"s, "\x05\x05\x00\x01\x00\x00\x00\x00\x00\x00"s)), "proxy.refused");
  EXPECT_EQ(outcome(socks("\x05\x00"s, "\x05\x00\x00\x07\x00"s)), "proxy.protocol")
      << "unknown type of address";
  EXPECT_EQ(outcome(socks("\x05\x00"s, "\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00HTTP/1.1 200 OK\r\n"s)),
            "proxy.protocol")
      << "bytes behind the answer";
  EXPECT_EQ(outcome(socks("\x05"s, "")), "proxy.protocol") << "closes in the middle";
  EXPECT_EQ(outcome([](peer& p) { p.drain(); }), "timeout.connect");
}

TEST_F(proxy_test, proxy_that_does_not_run) {
  use("http://127.0.0.1:" + std::to_string(closed_port()));
  const message::exchange e = fetch(to("public.test"));
  EXPECT_EQ(error_type(e), "conn.refused");
  EXPECT_THAT(e.error->detail, HasSubstr("the proxy"));
}

TEST_F(proxy_test, cancel_while_the_proxy_thinks) {
  scripted_server proxy([](peer& p) { p.drain(); });
  use(url_of(proxy));
  std::future<message::exchange> outcome = start(to("public.test", "https"));
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  client->cancel(last_id);
  EXPECT_EQ(error_type(wait(std::move(outcome))), "cancel.requested");
}

} // namespace
} // namespace http_task::testing
