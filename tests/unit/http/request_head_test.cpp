#include "http/request_head.hpp"

#include "http/client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace http_task::http {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

message::request plain() {
  message::request r;
  r.method = "GET";
  r.origin = {"https", "api.example.com", 443};
  r.target = "/";
  return r;
}

std::string type_of(const message::request& r) {
  const result<void> checked = check_request(r);
  return checked ? "" : checked.error().type;
}

TEST(request_head, is_written_in_order) {
  message::request r = plain();
  r.method = "POST";
  r.target = "/a?b=c";
  r.origin.port = 8443;
  r.headers.add("X-B", "1");
  r.headers.add("X-A", "");
  r.headers.add("X-A", "\xC4\x8D");
  r.body = "hello";
  EXPECT_EQ(write_head(r),
            "POST /a?b=c HTTP/1.1\r\nHost: api.example.com:8443\r\nX-B: 1\r\nX-A: \r\nX-A: \xC4\x8D\r\n"
            "Content-Length: 5\r\n\r\n");
}

TEST(request_head, content_length_of_an_empty_body) {
  message::request r = plain();
  EXPECT_THAT(write_head(r), Not(HasSubstr("Content-Length")));
  r.body = "";
  EXPECT_THAT(write_head(r), HasSubstr("Content-Length: 0\r\n"));
  r.body.reset();
  r.method = "POST";
  EXPECT_THAT(write_head(r), HasSubstr("Content-Length: 0\r\n"));
  r.method = "DELETE";
  EXPECT_THAT(write_head(r), Not(HasSubstr("Content-Length")));
}

TEST(request_head, ipv6_host) {
  message::request r = plain();
  r.origin.host = "2001:db8::1";
  EXPECT_EQ(type_of(r), "");
  EXPECT_THAT(write_head(r), HasSubstr("Host: [2001:db8::1]\r\n"));
}

TEST(request_head, methods) {
  message::request r = plain();
  for (const char* good : {"GET", "PROPFIND", "M-SEARCH", "QUERY", "X_CUSTOM!", "get"}) {
    r.method = good;
    EXPECT_EQ(type_of(r), "") << good;
  }
  for (const char* bad : {"", "G ET", "GET\n", "GET\t", "G\xC3\x89T", "GET /x HTTP/1.1\r\nX:"}) {
    r.method = bad;
    EXPECT_EQ(type_of(r), "input.invalid") << bad;
  }
  r.method = std::string("GE\0T", 4);
  EXPECT_EQ(type_of(r), "input.invalid");
  r.method = "CONNECT";
  EXPECT_EQ(type_of(r), "input.unsupported");
}

TEST(request_head, names_of_fields) {
  for (const char* bad :
       {"", "X A", "X-A:", "X-A: v\r\nX-B", "X/A", "X\"A", ":authority", "X\tA", "X\xC3\xA9"}) {
    message::request r = plain();
    r.headers.add(bad, "1");
    EXPECT_EQ(type_of(r), "input.invalid") << bad;
  }
}

TEST(request_head, fields_that_are_ours) {
  for (const char* name :
       {"Host", "Content-Length", "content-LENGTH", "Transfer-Encoding", "TE", "Connection",
        "Proxy-Connection", "Keep-Alive", "Upgrade", "Expect", "Trailer", "HTTP2-Settings"}) {
    message::request r = plain();
    r.headers.add(name, "x");
    EXPECT_EQ(type_of(r), "input.reserved_header") << name;
  }
}

TEST(request_head, values_of_fields) {
  for (const char* bad :
       {"a\r\nX-Evil: 1", "a\rb", "a\nb", "a\r\n b", "a\x01", "a\x1b[2J", "a\x7f", " a", "a ", "\r\n"}) {
    message::request r = plain();
    r.headers.add("Authorization", bad);
    EXPECT_EQ(type_of(r), "input.invalid") << bad;
    EXPECT_THAT(check_request(r).error().detail, HasSubstr("Authorization"));
  }
  message::request r = plain();
  r.headers.add("Authorization", "Bearer s3cret\n");
  EXPECT_THAT(check_request(r).error().detail, Not(HasSubstr("s3cret"))) << "values may be secret";
}

TEST(request_head, targets) {
  message::request r = plain();
  for (const char* good : {"/", "/a/%2F", "/?q=[1]&x=a:b@c", "//a"}) {
    r.target = good;
    EXPECT_EQ(type_of(r), "") << good;
  }
  for (const char* bad :
       {"", "a", "*", "?q=1", "/a b", "/a\r\nX: 1", "/a#b", "/caf\xC3\xA9", "/\x7f", "http://x/"}) {
    r.target = bad;
    EXPECT_EQ(type_of(r), "url.invalid") << bad;
  }
  r.method = "OPTIONS";
  r.target = "*";
  EXPECT_EQ(type_of(r), "");
}

TEST(request_head, origins) {
  message::request r = plain();
  for (const char* good : {"a", "example.com", "example.com.", "my_service.example.com", "127.0.0.1", "::1",
                           "127.0.0.1.example.com", "1e100.example.com", "xn--bcher-kva.example"}) {
    r.origin.host = good;
    EXPECT_EQ(type_of(r), "") << good;
  }
  const std::string long_label(64, 'a');
  for (const std::string& bad : {std::string(),
                                 std::string("a b"),
                                 std::string("a..b"),
                                 std::string("."),
                                 std::string("-a.b"),
                                 long_label,
                                 std::string("0x7f000001"),
                                 std::string("2130706433"),
                                 std::string("127.1"),
                                 std::string("0177.0.0.1"),
                                 std::string("127.0.0.1."),
                                 std::string("127.0.0.256"),
                                 std::string("1.2.3.4.5"),
                                 std::string("a.0x1"),
                                 std::string("fe80::1%eth0"),
                                 std::string("[::1]"),
                                 std::string("a%2eb"),
                                 std::string("a\r\nb"),
                                 std::string("b\xC3\xBC"
                                             "cher.example"),
                                 std::string("user@host"),
                                 std::string("host:80")}) {
    r.origin.host = bad;
    EXPECT_EQ(type_of(r), "url.invalid") << bad;
  }
  r = plain();
  r.origin.scheme = "ftp";
  EXPECT_EQ(type_of(r), "url.invalid");
  r = plain();
  r.origin.port = 0;
  EXPECT_EQ(type_of(r), "url.invalid");
}

TEST(request_head, nothing_is_written_for_a_request_that_is_refused) {
  message::request r = plain();
  EXPECT_EQ(request_head(r), write_head(r));
  r.headers.add("X-A", "a\r\nb");
  EXPECT_EQ(request_head(r), "");
}

TEST(request_head, idempotent_methods) {
  for (const char* method : {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"})
    EXPECT_TRUE(is_idempotent(method)) << method;
  for (const char* method : {"POST", "PATCH", "get", "QUERY", ""})
    EXPECT_FALSE(is_idempotent(method)) << method;
}

} // namespace
} // namespace http_task::http
