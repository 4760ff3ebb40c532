#include "http/egress_guard.hpp"

#include "http/public_address.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace http_task::http {
namespace {

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
  EXPECT_EQ(verdict({.allow = {"127.0.0.1"}}, "127.0.0.1", {"127.0.0.1"}), "allow");
  EXPECT_EQ(verdict({.allow = {"127.0.0.1"}}, "127.0.0.2", {"127.0.0.2"}), "guard.denied");
  EXPECT_EQ(verdict({.allow = {"127.0.0.1"}}, "::ffff:127.0.0.1", {"::ffff:127.0.0.1"}), "allow");
  EXPECT_EQ(verdict({.allow = {"10.1.2.3/16"}}, "a.example", {"10.1.255.255"}), "allow");
  EXPECT_EQ(verdict({.allow = {"0.0.0.0/0"}}, "a.example", {"10.1.255.255"}), "allow");
  EXPECT_EQ(verdict({.allow = {"fd00::/8"}}, "a.example", {"fd12::1"}), "allow");
  EXPECT_EQ(verdict({.allow = {"fd00::/8"}}, "a.example", {"fe80::1"}), "guard.denied");
  EXPECT_EQ(verdict({.allow = {"[::1]"}}, "::1", {"::1"}), "allow");
  EXPECT_EQ(verdict({.allow = {"db.internal.example"}}, "DB.internal.example.", {"10.0.0.5"}), "allow");
  EXPECT_EQ(verdict({.allow = {"db.internal.example"}}, "a.db.internal.example", {"10.0.0.5"}),
            "guard.denied");
  EXPECT_EQ(verdict({.allow = {"*.internal.example"}}, "a.internal.example", {"10.0.0.5"}), "allow");
  EXPECT_EQ(verdict({.allow = {"*.internal.example"}}, "internal.example", {"10.0.0.5"}), "guard.denied");
  EXPECT_EQ(verdict({.allow = {"*.internal.example"}}, "ainternal.example", {"10.0.0.5"}), "guard.denied");
}

TEST(egress_guard, this_machine_by_name_must_be_allowed_by_name) {
  EXPECT_EQ(verdict({.allow = {"127.0.0.1"}}, "localhost", {"127.0.0.1"}), "guard.denied");
  EXPECT_EQ(verdict({}, "foo.localhost", {"93.184.215.14"}), "guard.denied");
  EXPECT_EQ(verdict({.allow = {"localhost"}}, "LOCALHOST", {"127.0.0.1", "::1"}), "allow");
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
    const auto created = egress_guard::create({.allow = {"10.0.0.0/8", bad}});
    ASSERT_FALSE(created) << bad;
    EXPECT_EQ(created.error().type, "options.invalid");
    EXPECT_EQ(created.error().pointer, "/egress/allow/1");
  }
}

std::string origin_verdict(const egress_policy& policy, message::origin origin) {
  const auto denied = egress_guard::create(policy).value().judge_origin(origin);
  return denied ? denied->type : "allow";
}

TEST(egress_guard, ports) {
  EXPECT_EQ(origin_verdict({}, {"http", "a.example", 25}), "guard.denied");
  EXPECT_EQ(origin_verdict({}, {"https", "a.example", 6667}), "guard.denied");
  EXPECT_EQ(origin_verdict({}, {"http", "a.example", 1024}), "allow");
  egress_policy some;
  some.only_ports = {443, 25};
  EXPECT_EQ(origin_verdict(some, {"https", "a.example", 443}), "allow");
  EXPECT_EQ(origin_verdict(some, {"https", "a.example", 25}), "allow") << "named by the host";
  EXPECT_EQ(origin_verdict(some, {"https", "a.example", 8443}), "guard.denied");
}

TEST(egress_guard, https_only) {
  egress_policy policy;
  policy.https_only = true;
  EXPECT_EQ(origin_verdict(policy, {"http", "a.example", 80}), "guard.denied");
  EXPECT_EQ(origin_verdict(policy, {"https", "a.example", 443}), "allow");
}

TEST(egress_guard, what_is_denied_stays_denied) {
  egress_policy policy;
  policy.allow = {"10.0.0.0/8", "a.example"};
  policy.deny = {"10.1.0.0/16", "a.example", "*.b.example"};
  EXPECT_EQ(verdict(policy, "x.example", {"10.0.0.1"}), "allow");
  EXPECT_EQ(verdict(policy, "x.example", {"10.1.0.1"}), "guard.denied");
  EXPECT_EQ(verdict(policy, "x.example", {"::ffff:10.1.0.1"}), "guard.denied");
  EXPECT_EQ(origin_verdict(policy, {"https", "A.Example.", 443}), "guard.denied");
  EXPECT_EQ(origin_verdict(policy, {"https", "c.b.example", 443}), "guard.denied");
  EXPECT_EQ(origin_verdict(policy, {"https", "b.example", 443}), "allow");
}

TEST(egress_guard, only_hosts_open_nothing_special) {
  egress_policy policy;
  policy.only_hosts = {"*.corp.example", "203.0.113.0/24", "8.8.8.0/24"};
  EXPECT_EQ(verdict(policy, "api.corp.example", {"93.184.215.14"}), "allow");
  EXPECT_EQ(verdict(policy, "api.corp.example", {"10.0.0.1"}), "guard.denied");
  EXPECT_EQ(verdict(policy, "dns.example", {"8.8.8.8"}), "allow");
  EXPECT_EQ(verdict(policy, "corp.example", {"93.184.215.14"}), "guard.denied");
  EXPECT_EQ(verdict(policy, "api.corp.example", {}), "allow") << "a proxy looks it up";
  EXPECT_EQ(verdict(policy, "dns.example", {}), "guard.denied");
}

TEST(egress_guard, metadata_needs_to_be_allowed_twice) {
  egress_policy policy;
  policy.allow = {"0.0.0.0/0", "::/0", "metadata.google.internal"};
  for (const char* address :
       {"169.254.169.254", "::ffff:169.254.169.254", "fd00:ec2::254", "100.100.100.200"})
    EXPECT_EQ(verdict(policy, "metadata.google.internal", {address}), "guard.denied") << address;
  EXPECT_EQ(verdict(policy, "a.example", {"169.254.1.1"}), "allow");
  policy.allow_metadata = true;
  EXPECT_EQ(verdict(policy, "a.example", {"169.254.169.254"}), "allow");
  policy.allow.clear();
  EXPECT_EQ(verdict(policy, "a.example", {"169.254.169.254"}), "guard.denied");
}

TEST(egress_guard, metadata_is_known_by_its_names) {
  egress_policy policy;
  for (const char* name : {"metadata.google.internal", "Metadata.Google.Internal.", "metadata.azure.internal",
                           "instance-data.ec2.internal", "metadata.goog", "metadata.tencentyun.com"})
    EXPECT_EQ(verdict(policy, name, {}), "guard.denied") << name << ", which a proxy would look up";
  EXPECT_EQ(verdict(policy, "metadata.google.internal.example", {}), "allow");
  policy.allow_metadata = true;
  EXPECT_EQ(verdict(policy, "metadata.google.internal", {}), "allow");
}

TEST(egress_guard, metadata_is_found_on_each_interface) {
  egress_policy policy;
  policy.allow = {"::/0"};
  EXPECT_EQ(verdict(policy, "a.example", {"fe80::a9fe:a9fe%1"}), "guard.denied");
  EXPECT_EQ(verdict(policy, "a.example", {"fd00:42::42"}), "guard.denied");
  EXPECT_EQ(verdict(policy, "a.example", {"fe80::1%1"}), "allow");
  EXPECT_EQ(verdict({.allow = {"a.example"}, .deny = {"fe80::/10"}}, "a.example", {"fe80::1%1"}),
            "guard.denied");
  EXPECT_EQ(verdict(policy, "a.example", {"fd00:42::43"}), "allow");
}

TEST(egress_guard, blocks_of_mapped_addresses_are_blocks_of_ipv4) {
  EXPECT_EQ(verdict({.allow = {"::ffff:10.0.0.0/104"}}, "a.example", {"10.255.0.1"}), "allow");
  EXPECT_EQ(verdict({.allow = {"::ffff:10.0.0.0/104"}}, "a.example", {"::ffff:10.255.0.1"}), "allow");
  EXPECT_EQ(verdict({.allow = {"::ffff:10.0.0.0/104"}}, "a.example", {"11.0.0.1", "127.0.0.1"}),
            "guard.denied");
  EXPECT_EQ(verdict({.deny = {"::ffff:8.0.0.0/104"}}, "a.example", {"8.8.8.8"}), "guard.denied");
  EXPECT_EQ(verdict({.deny = {"::ffff:8.0.0.0/104"}}, "a.example", {"9.9.9.9"}), "allow");
}

TEST(egress_guard, what_is_denied_as_it_is_written_is_denied) {
  EXPECT_EQ(verdict({.deny = {"64:ff9b::/96"}}, "a.example", {"64:ff9b::8.8.8.8"}), "guard.denied");
  EXPECT_EQ(verdict({.deny = {"64:ff9b::/96"}}, "a.example", {"8.8.8.8"}), "allow");
  EXPECT_EQ(verdict({.deny = {"::/0"}}, "a.example", {"64:ff9b::8.8.8.8"}), "guard.denied");
  EXPECT_EQ(verdict({.allow = {"64:ff9b::/96"}}, "a.example", {"64:ff9b::7f00:1"}), "guard.denied")
      << "judged by the address within";
}

} // namespace
} // namespace http_task::http
