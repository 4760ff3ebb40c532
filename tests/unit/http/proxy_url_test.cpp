#include "http/proxy_url.hpp"

#include <gmock/gmock.h>

namespace http_task::http {
namespace {

TEST(proxy_url, parts) {
  const auto p = parse_proxy("socks5h://us%40er:pass%3aword@Proxy.Example:9050/");
  ASSERT_TRUE(p);
  EXPECT_EQ(p->speaks, proxy_address::kind::socks5h);
  EXPECT_EQ(p->host, "proxy.example");
  EXPECT_EQ(p->port, 9050);
  EXPECT_EQ(p->username, "us@er");
  EXPECT_EQ(p->password, "pass:word");
}

TEST(proxy_url, as_curl_has_it) {
  const auto short_form = parse_proxy("proxy.example");
  ASSERT_TRUE(short_form);
  EXPECT_EQ(short_form->speaks, proxy_address::kind::http);
  EXPECT_EQ(short_form->port, 1080);
  EXPECT_FALSE(short_form->has_credentials());
  EXPECT_EQ(parse_proxy("HTTP://10.0.0.5:3128")->port, 3128);
  EXPECT_EQ(parse_proxy("http://[2001:db8::1]:8080")->host, "2001:db8::1");
  EXPECT_EQ(parse_proxy("user@proxy:1")->username, "user");
}

TEST(proxy_url, shown_without_credentials) {
  EXPECT_EQ(parse_proxy("http://user:secret@[::1]:1")->shown(), "http://***@[::1]:1");
  EXPECT_EQ(parse_proxy("socks5://h:1")->shown(), "socks5://h:1");
}

TEST(proxy_url, identity_tells_users_apart) {
  const auto identity = [](const char* url) { return parse_proxy(url)->identity(); };
  EXPECT_NE(identity("http://a:b@h:1"), identity("http://a:c@h:1"));
  EXPECT_NE(identity("http://h:1"), identity("socks5://h:1"));
}

TEST(proxy_url, refuses) {
  for (const char* text : {"",
                           "https://proxy:1",
                           "socks4://proxy:1",
                           "http://",
                           "http://:80",
                           "http://h:0",
                           "http://h:65536",
                           "http://h:",
                           "http://h:1x",
                           "http://h/path",
                           "http://[::1",
                           "http://[::1]x:1",
                           "http://[127.0.0.1]:1",
                           "http://::1",
                           "http://h h:1",
                           "http://0x7f.1:1",
                           "http://u%:p@h:1",
                           "http://u%0d%0a:p@h:1",
                           "http://a%3Ab:c@h:1",
                           "http://a?b",
                           "http://h#x",
                           "http://fe80::1%25eth0:1"}) {
    const auto p = parse_proxy(text);
    ASSERT_FALSE(p) << text;
    EXPECT_EQ(p.error().type, "config.proxy") << text;
  }
  EXPECT_FALSE(parse_proxy("http://" + std::string(256, 'u') + ":p@h:1"));
  EXPECT_THAT(parse_proxy("http://user:secret@h:0").error().detail,
              ::testing::Not(::testing::HasSubstr("secret")));
}

} // namespace
} // namespace http_task::http
