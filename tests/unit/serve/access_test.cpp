#include "serve/access.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace http_task::host {
namespace {

using boost::asio::ip::make_address;

access_rules rules(const char* address = "127.0.0.1") {
  return {{make_address(address), 4242}, "the-token"};
}

unsigned status(const std::optional<access_rules::refusal>& refusal) {
  return refusal ? refusal->status : 0;
}

TEST(StartToken, Is32BytesAsBase64UrlAndNeverTheSame) {
  const std::string token = make_start_token();
  EXPECT_EQ(token.size(), 43U);
  EXPECT_EQ(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
            std::string::npos);
  EXPECT_NE(token, make_start_token());
}

TEST(StartToken, IsComparedAsAWhole) {
  EXPECT_TRUE(same_secret("abc", "abc"));
  EXPECT_FALSE(same_secret("abc", "abd"));
  EXPECT_FALSE(same_secret("abc", "ab"));
  EXPECT_FALSE(same_secret("", "a"));
}

TEST(Access, TheHostFieldNamesTheServer) {
  for (const char* own : {"127.0.0.1:4242", "localhost:4242", "LocalHost:4242"})
    EXPECT_TRUE(rules().is_own_authority(own)) << own;
  for (const char* other :
       {"", "127.0.0.1", "127.0.0.1:4243", "evil.example:4242", "localhost.evil.example:4242",
        "127.0.0.1:4242.evil.example", "10.0.0.1:4242", "[::1]:4242"})
    EXPECT_FALSE(rules().is_own_authority(other)) << other;
  EXPECT_TRUE(rules("::1").is_own_authority("[::1]:4242"));
  EXPECT_FALSE(rules("10.0.0.7").is_own_authority("localhost:4242"));
}

TEST(Access, OnAWildcardAddressAnyNumericOneIsItsName) {
  const access_rules any = rules("0.0.0.0");
  EXPECT_TRUE(any.is_own_authority("10.0.0.7:4242"));
  EXPECT_TRUE(any.is_own_authority("[fe80::1]:4242"));
  EXPECT_FALSE(any.is_own_authority("evil.example:4242"));
  EXPECT_FALSE(any.is_own_authority("10.0.0.7:80"));
}

TEST(Access, ChecksHostThenOriginThenToken) {
  const access_rules r = rules();
  constexpr const char* host = "127.0.0.1:4242";
  EXPECT_EQ(status(r.check(host, "", "Bearer the-token", true)), 0U);
  EXPECT_EQ(status(r.check(host, "http://localhost:4242", "bearer the-token", true)), 0U);
  EXPECT_EQ(status(r.check("evil.example", "", "Bearer the-token", true)), 421U);
  EXPECT_EQ(status(r.check(host, "https://127.0.0.1:4242", "Bearer the-token", true)), 403U);
  EXPECT_EQ(status(r.check(host, "null", "Bearer the-token", true)), 403U);
  EXPECT_EQ(status(r.check(host, "", "", true)), 401U);
  EXPECT_EQ(status(r.check(host, "", "Bearer ", true)), 401U);
  EXPECT_EQ(status(r.check(host, "", "Bearer the-tokem", true)), 401U);
  EXPECT_EQ(status(r.check(host, "", "", false)), 0U) << "files need no token";
}

TEST(Access, NoScriptButThePagesOwn) {
  const auto policy = std::ranges::find(security_fields(), std::string_view("Content-Security-Policy"),
                                        [](const auto& field) { return field.first; });
  ASSERT_NE(policy, security_fields().end());
  EXPECT_NE(policy->second.find("default-src 'none'; script-src 'self';"), std::string_view::npos);
  EXPECT_EQ(policy->second.find("unsafe"), std::string_view::npos);
}

} // namespace
} // namespace http_task::host
