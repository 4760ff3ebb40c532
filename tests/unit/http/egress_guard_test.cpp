#include "http/egress_guard.hpp"

#include "http/public_address.hpp"

#include <boost/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

namespace http_task::http {
namespace {

namespace json = boost::json;
using boost::asio::ip::make_address;

std::string verdict(const egress_policy& policy, std::string_view host,
                    const std::vector<std::string>& texts) {
  std::vector<boost::asio::ip::address> list;
  for (const std::string& text : texts)
    list.push_back(make_address(text));
  const auto denied = egress_guard::create(policy).value().judge(host, list);
  return denied ? denied->type : "allow";
}

TEST(public_address, special_blocks_end_where_they_end) {
  for (const char* text :
       {"9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0",
        "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0",
        "223.255.255.255", "168.63.129.15", "168.63.129.17"})
    EXPECT_TRUE(is_public(make_address(text))) << text;
  for (const char* text :
       {"10.0.0.0", "10.255.255.255", "100.64.0.0", "100.127.255.255", "172.16.0.0", "172.31.255.255",
        "198.18.0.0", "198.19.255.255", "224.0.0.0", "255.255.255.255", "0.0.0.0"})
    EXPECT_FALSE(is_public(make_address(text))) << text;
}

TEST(public_address, ipv4_within_ipv6_is_judged_as_ipv4) {
  EXPECT_EQ(inner_address(make_address("::ffff:10.0.0.1")), make_address("10.0.0.1"));
  EXPECT_EQ(inner_address(make_address("64:ff9b::8.8.8.8")), make_address("8.8.8.8"));
  EXPECT_EQ(inner_address(make_address("2001:db8::1")), make_address("2001:db8::1"));
  EXPECT_FALSE(is_public(make_address("::ffff:127.0.0.1")));
  EXPECT_TRUE(is_public(make_address("::ffff:8.8.8.8")));
  EXPECT_FALSE(is_public(make_address("64:ff9b::10.0.0.1")));
}

TEST(egress_guard, one_bad_answer_refuses_the_name) {
  EXPECT_EQ(verdict({}, "a.example", {"93.184.215.14"}), "allow");
  EXPECT_EQ(verdict({}, "a.example", {"93.184.215.14", "10.0.0.5"}), "guard.denied");
  EXPECT_EQ(verdict({}, "a.example", {"10.0.0.5", "93.184.215.14"}), "guard.denied");
}

TEST(egress_guard, entries) {
  EXPECT_EQ(verdict({{"127.0.0.1"}}, "127.0.0.1", {"127.0.0.1"}), "allow");
  EXPECT_EQ(verdict({{"127.0.0.1"}}, "127.0.0.2", {"127.0.0.2"}), "guard.denied");
  EXPECT_EQ(verdict({{"127.0.0.1"}}, "::ffff:127.0.0.1", {"::ffff:127.0.0.1"}), "allow");
  EXPECT_EQ(verdict({{"10.1.2.3/16"}}, "a.example", {"10.1.255.255"}), "allow");
  EXPECT_EQ(verdict({{"0.0.0.0/0"}}, "a.example", {"10.1.255.255"}), "allow");
  EXPECT_EQ(verdict({{"fd00::/8"}}, "a.example", {"fd12::1"}), "allow");
  EXPECT_EQ(verdict({{"fd00::/8"}}, "a.example", {"fe80::1"}), "guard.denied");
  EXPECT_EQ(verdict({{"[::1]"}}, "::1", {"::1"}), "allow");
  EXPECT_EQ(verdict({{"db.internal.example"}}, "DB.internal.example.", {"10.0.0.5"}), "allow");
  EXPECT_EQ(verdict({{"db.internal.example"}}, "a.db.internal.example", {"10.0.0.5"}), "guard.denied");
  EXPECT_EQ(verdict({{"*.internal.example"}}, "a.internal.example", {"10.0.0.5"}), "allow");
  EXPECT_EQ(verdict({{"*.internal.example"}}, "internal.example", {"10.0.0.5"}), "guard.denied");
  EXPECT_EQ(verdict({{"*.internal.example"}}, "ainternal.example", {"10.0.0.5"}), "guard.denied");
}

TEST(egress_guard, this_machine_by_name_must_be_allowed_by_name) {
  EXPECT_EQ(verdict({{"127.0.0.1"}}, "localhost", {"127.0.0.1"}), "guard.denied");
  EXPECT_EQ(verdict({}, "foo.localhost", {"93.184.215.14"}), "guard.denied");
  EXPECT_EQ(verdict({{"localhost"}}, "LOCALHOST", {"127.0.0.1", "::1"}), "allow");
}

TEST(egress_guard, the_refusal_says_how_to_allow_it) {
  const std::vector list{make_address("10.0.0.5")};
  const problem p = *egress_guard::create({}).value().judge("a.example", list);
  EXPECT_EQ(p.phase, "policy");
  EXPECT_EQ(p.retryable, false);
  EXPECT_THAT(p.detail, ::testing::HasSubstr("10.0.0.5"));
  EXPECT_THAT(p.advice, ::testing::HasSubstr("--allow 10.0.0.5"));
  EXPECT_THAT(p.advice, ::testing::HasSubstr("{\"egress\": {\"allow\": [\"10.0.0.5\"]}}"));
}

TEST(egress_guard, entries_that_are_none) {
  for (const char* bad : {"", "127.0.0.1:80", "10.0.0.0/33", "http://a", "a b", "*", "127.1"}) {
    const auto created = egress_guard::create({{"10.0.0.0/8", bad}});
    ASSERT_FALSE(created) << bad;
    EXPECT_EQ(created.error().type, "options.invalid");
    EXPECT_EQ(created.error().pointer, "/egress/allow/1");
  }
}

// The host of a URL of the cases, which are well-formed where the stage is "address" or "resolve".
std::string host_of(std::string_view url) {
  url.remove_prefix(url.find("://") + 3);
  if (url.starts_with('[')) return std::string(url.substr(1, url.find(']') - 1));
  return std::string(url.substr(0, url.find_first_of(":/?")));
}

TEST(egress_guard, cases_of_addresses_and_names) {
  const char* shared = std::getenv("HTTP_TASK_SHARED");
  const std::filesystem::path root = shared != nullptr ? shared : HTTP_TASK_SOURCE_DIR "/../shared";
  std::ifstream file(root / "cases" / "ssrf_cases-dev.json");
  if (!file) GTEST_SKIP() << "There are no cases under " << root << "; HTTP_TASK_SHARED names the folder.";
  std::ostringstream text;
  text << file.rdbuf();

  int judged = 0;
  const json::value all = json::parse(text.str());
  for (const json::value& value : all.as_array()) {
    const json::object& c = value.as_object();
    const json::string& stage = c.at("stage").as_string();
    if (stage != "address" && stage != "resolve") continue;
    egress_policy policy;
    bool other_rules = c.contains("needs");
    if (const json::value* given = c.if_contains("policy"))
      for (const auto& [name, entries] : given->as_object()) {
        if (name == "allow_cidrs")
          for (const json::value& entry : entries.as_array())
            policy.allow.emplace_back(entry.as_string());
        else if (name != "allow_metadata")
          other_rules = true; // ports, schemes, denied names: not of this guard
      }
    const std::string host = host_of(c.at("url").as_string());
    std::vector<std::string> addresses;
    if (stage == "address") {
      addresses.push_back(host);
    } else {
      const json::object& dns = c.at("dns").as_object();
      for (const json::value& address : dns.begin()->value().as_array())
        addresses.emplace_back(address.as_string());
    }
    if (other_rules) continue;
    ++judged;
    const std::string expected = c.at("verdict").as_string() == "allow" ? "allow" : "guard.denied";
    EXPECT_EQ(verdict(policy, host, addresses), expected) << c.at("id").as_string();
  }
  std::cout << judged << " cases judged\n";
  EXPECT_GT(judged, 100);
}

} // namespace
} // namespace http_task::http
