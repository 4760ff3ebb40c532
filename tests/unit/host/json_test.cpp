#include "document/json.hpp"

#include <gtest/gtest.h>

namespace http_task::host {
namespace {

TEST(ParseJson, SaysLineAndColumn) {
  const auto parsed = parse_json("{\n  \"a\": tru\n}", "settings.json");
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().type, "input.not_json");
  EXPECT_NE(parsed.error().detail.find("settings.json"), std::string::npos);
  EXPECT_NE(parsed.error().detail.find("line 2"), std::string::npos) << parsed.error().detail;
}

TEST(ParseJson, RefusesAnythingElse) {
  for (const char* text : {"", "  \n", "{", "{} {}", "[1,]", "nul", "{\"a\":1", "\xff", "{'a':1}"})
    EXPECT_FALSE(parse_json(text, "test")) << text;
}

TEST(ParseJson, IsBoundedInDepth) {
  EXPECT_TRUE(parse_json(std::string(400, '[') + std::string(400, ']'), "test"));
  EXPECT_FALSE(parse_json(std::string(100'000, '['), "test"));
}

TEST(ParseObject, NamesAnotherKind) {
  const auto parsed = parse_object("[1]", "flow.json");
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().type, "input.invalid");
}

TEST(ToText, KeepsNumbers) {
  for (const char* text : {"9007199254740993", "-9223372036854775808", "18446744073709551615", "1.0", "0.1",
                           "-2.5", "1e+300", "[1,2,{\"a\":null,\"b\":[true,false]}]", "\"\\u0001\\n\""})
    EXPECT_EQ(to_text(*parse_json(text, "test")), text);
}

TEST(Members, AreEmptyWhenOfAnotherType) {
  const auto o = parse_object(R"({"s":"x","n":-3,"u":18446744073709551615,"b":true,"o":{},"a":[]})", "test");
  EXPECT_EQ(text_of(*o, "s"), "x");
  EXPECT_EQ(text_of(*o, "n"), "");
  EXPECT_EQ(number_of(*o, "n"), -3);
  EXPECT_GT(number_of(*o, "u"), 1e19);
  EXPECT_EQ(number_of(*o, "s", 7), 7);
  EXPECT_TRUE(flag_of(*o, "b"));
  EXPECT_FALSE(flag_of(*o, "none"));
  EXPECT_EQ(object_of(*o, "a"), nullptr);
  EXPECT_NE(array_of(*o, "a"), nullptr);
}

TEST(IntegerOf, StaysWithinItsRange) {
  const auto o =
      parse_object(R"({"i": 9223372036854775807, "f": 1.9, "big": 1e30, "u": 18446744073709551615})", "t");
  EXPECT_EQ(integer_of(*o, "i"), 9223372036854775807);
  EXPECT_EQ(integer_of(*o, "f"), 1);
  EXPECT_EQ(integer_of(*o, "big", 7), 7);
  EXPECT_EQ(integer_of(*o, "u", 7), 7);
  EXPECT_EQ(integer_of(*o, "none", -1), -1);
}

} // namespace
} // namespace http_task::host
