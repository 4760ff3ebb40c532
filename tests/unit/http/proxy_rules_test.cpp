#include "http/proxy_rules.hpp"

#include <gtest/gtest.h>

#include <map>

namespace http_task::http {
namespace {

using variables = std::map<std::string, std::string>;

proxy_rules::environment reading(variables all) {
  return [all = std::move(all)](const std::string& name) -> std::optional<std::string> {
    const auto found = all.find(name);
    return found == all.end() ? std::nullopt : std::optional(found->second);
  };
}

proxy_rules rules_for(const proxy_options& options, variables environment = {}) {
  return proxy_rules::create(options, reading(std::move(environment))).value();
}

std::string chosen(const proxy_rules& rules, const char* scheme, const char* host, std::uint16_t port = 80) {
  const auto choice = rules.choose({}, scheme, host, port).value();
  return choice ? choice->proxy.shown() : "direct";
}

bool direct(const char* list, const char* host, std::uint16_t port = 80) {
  return is_reached_directly(std::vector<std::string>{list}, host, port);
}

TEST(no_proxy, names_stand_for_what_is_below_them) {
  for (const char* list : {"example.com", ".example.com", "example.com.", "a.test, example.com",
                           "a.test example.com", "EXAMPLE.com", ",,example.com,"}) {
    EXPECT_TRUE(direct(list, "example.com")) << list;
    EXPECT_TRUE(direct(list, "www.Example.com")) << list;
    EXPECT_TRUE(direct(list, "www.example.com.")) << list;
    EXPECT_FALSE(direct(list, "notexample.com")) << list;
    EXPECT_FALSE(direct(list, "example.com.evil.test")) << list;
    EXPECT_FALSE(direct(list, "com")) << list;
  }
}

TEST(no_proxy, all) {
  EXPECT_TRUE(direct("*", "anything.test"));
  EXPECT_TRUE(direct("a.test,*", "10.0.0.1"));
  EXPECT_FALSE(direct("*.example.com", "www.example.com")) << "curl knows no other '*'";
  EXPECT_FALSE(direct("", "a.test"));
}

TEST(no_proxy, addresses_and_blocks) {
  EXPECT_TRUE(direct("10.0.0.0/8", "10.1.2.3"));
  EXPECT_FALSE(direct("10.0.0.0/8", "11.1.2.3"));
  EXPECT_TRUE(direct("192.168.1.1", "192.168.1.1"));
  EXPECT_TRUE(direct("fd00::/8", "fd12::1"));
  EXPECT_TRUE(direct("[::1]", "::1"));
  EXPECT_TRUE(direct("::1", "0:0:0:0:0:0:0:1"));
  EXPECT_FALSE(direct("10.0.0.0/8", "10.example.com"));
  EXPECT_FALSE(direct("10.0.0.0/99", "10.1.2.3"));
  EXPECT_FALSE(direct("168.1.1", "192.168.1.1")) << "the end of an address is no domain";
}

TEST(no_proxy, ports) {
  EXPECT_TRUE(direct("example.com:8080", "www.example.com", 8080));
  EXPECT_FALSE(direct("example.com:8080", "www.example.com", 80));
  EXPECT_TRUE(direct("[::1]:8080", "::1", 8080));
  EXPECT_FALSE(direct("[::1]:8080", "::1", 80));
  EXPECT_TRUE(direct("10.0.0.1:81", "10.0.0.1", 81));
}

TEST(proxy_rules, the_hosts_own) {
  proxy_options o;
  EXPECT_EQ(chosen(rules_for(o), "http", "a.test"), "direct");
  o.url = "http://proxy:3128";
  o.no_proxy = {"b.test"};
  const proxy_rules rules = rules_for(o, {{"http_proxy", "http://other:1"}});
  EXPECT_EQ(chosen(rules, "http", "a.test"), "http://proxy:3128");
  EXPECT_EQ(chosen(rules, "https", "a.test"), "http://proxy:3128");
  EXPECT_EQ(chosen(rules, "https", "b.test"), "direct");
}

TEST(proxy_rules, environment_only_when_asked_for) {
  const variables set = {
      {"http_proxy", "http://plain:1"}, {"https_proxy", "socks5h://secure:2"}, {"no_proxy", "c.test"}};
  EXPECT_EQ(chosen(rules_for({}, set), "http", "a.test"), "direct");
  proxy_options o;
  o.from_environment = true;
  const proxy_rules rules = rules_for(o, set);
  EXPECT_EQ(chosen(rules, "http", "a.test"), "http://plain:1");
  EXPECT_EQ(chosen(rules, "https", "a.test"), "socks5h://secure:2");
  EXPECT_EQ(chosen(rules, "https", "c.test"), "direct");
}

TEST(proxy_rules, which_variables_count) {
  proxy_options o;
  o.from_environment = true;
  EXPECT_EQ(chosen(rules_for(o, {{"HTTP_PROXY", "http://evil:1"}}), "http", "a.test"), "direct")
      << "a CGI program has it from the field Proxy of whoever asks";
  EXPECT_EQ(chosen(rules_for(o, {{"HTTPS_PROXY", "http://p:1"}}), "https", "a.test"), "http://p:1");
  EXPECT_EQ(chosen(rules_for(o, {{"all_proxy", "http://p:1"}}), "http", "a.test"), "http://p:1");
  EXPECT_EQ(chosen(rules_for(o, {{"all_proxy", "http://p:1"}, {"http_proxy", ""}}), "http", "a.test"),
            "http://p:1");
  EXPECT_EQ(chosen(rules_for(o, {{"https_proxy", "http://lower:1"}, {"HTTPS_PROXY", "http://UPPER:1"}}),
                   "https", "a"),
            "http://lower:1");
  EXPECT_EQ(chosen(rules_for(o, {{"all_proxy", "http://p:1"}, {"NO_PROXY", "*"}}), "http", "a.test"),
            "direct");
}

TEST(proxy_rules, mistakes_of_the_host) {
  proxy_options o;
  o.url = "ftp://x";
  auto made = proxy_rules::create(o, reading({}));
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().type, "config.proxy");
  EXPECT_EQ(made.error().pointer, "/proxy/url");
  o.url = "";
  o.from_environment = true;
  made = proxy_rules::create(o, reading({{"https_proxy", "http://user:secret@:1"}}));
  ASSERT_FALSE(made);
  EXPECT_NE(made.error().detail.find("https_proxy"), std::string::npos);
  EXPECT_EQ(made.error().detail.find("secret"), std::string::npos);
}

TEST(proxy_rules, steps) {
  proxy_options o;
  o.url = "http://proxy:3128";
  o.from_steps = false;
  exchange_proxy own{"socks5://own:1", {"b.test"}};
  EXPECT_EQ(rules_for(o).choose(own, "http", "a.test", 80).error().type, "guard.denied");
  o.from_steps = true;
  const auto choice = rules_for(o).choose(own, "http", "a.test", 80).value();
  ASSERT_TRUE(choice);
  EXPECT_TRUE(choice->of_step);
  EXPECT_EQ(choice->proxy.host, "own");
  EXPECT_FALSE(rules_for(o).choose(own, "http", "b.test", 80).value());
  EXPECT_FALSE(rules_for(o).choose({}, "http", "a.test", 80).value()->of_step);
}

} // namespace
} // namespace http_task::http
