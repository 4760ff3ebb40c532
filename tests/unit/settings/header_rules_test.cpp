#include "settings/header_rules.hpp"

#include <gtest/gtest.h>

namespace http_task::settings {
namespace {
using namespace std::string_view_literals;
}

TEST(HeaderName, IsAToken) {
  for (const std::string_view name :
       {"X", "User-Agent", "!#$%&'*+-.^_`|~09azAZ", "Range", "Origin", "Referer"})
    EXPECT_FALSE(check_header_name(name)) << name;
  for (const std::string_view name : {""sv, "X A"sv, "X-A:"sv, "X-A: v\r\nX-B"sv, "X\0A"sv, ":authority"sv,
                                      "X\tA"sv, "\u00c4"sv, "X{A}"sv}) {
    ASSERT_TRUE(check_header_name(name)) << name;
    EXPECT_EQ(check_header_name(name)->type, "input.invalid");
  }
}

TEST(HeaderName, IsNotOneThatTheClientSets) {
  for (const std::string_view name :
       {"Host", "content-LENGTH", "Transfer-Encoding", "TE", "Connection", "Expect", "Proxy-Connection",
        "HTTP2-Settings", "Upgrade", "Trailer", "Keep-Alive"}) {
    ASSERT_TRUE(check_header_name(name)) << name;
    EXPECT_EQ(check_header_name(name)->type, "input.reserved_header");
    EXPECT_FALSE(check_header_name(name)->advice.empty());
  }
}

TEST(HeaderValue, HoldsNoControlCharacters) {
  for (const std::string_view value :
       {""sv, "plain"sv, "a\tb"sv, "  a  "sv, "\\r\\n"sv, "\u010d\u010a"sv, "a\u0085b"sv})
    EXPECT_FALSE(check_header_value(value)) << value;
  for (const std::string_view value :
       {"a\r\nX: 1"sv, "a\rb"sv, "a\nb"sv, "a\0b"sv, "a\x01z"sv, "a\x7Fz"sv, "\r\n"sv})
    EXPECT_TRUE(check_header_value(value)) << value;
}

TEST(HeaderValue, IsNamedByItsControlCharacterAlone) {
  EXPECT_NE(check_header_value("hunter22\rx")->detail.find("U+000D at position 9"), std::string::npos);
  EXPECT_NE(check_header_value("hunter22\n")->detail.find("ends with a line break (U+000A)"),
            std::string::npos);
  EXPECT_EQ(check_header_value("hunter22\n")->detail.find("hunter22"), std::string::npos);
}

TEST(SingleField, MayStandOnce) {
  EXPECT_TRUE(is_single_field("content-type"));
  EXPECT_TRUE(is_single_field("AUTHORIZATION"));
  EXPECT_FALSE(is_single_field("X-A"));
  EXPECT_FALSE(is_single_field("Accept"));
}

} // namespace http_task::settings
