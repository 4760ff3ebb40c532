#include "json/parse.hpp"

#include <gtest/gtest.h>

namespace http_task::json {

TEST(Parse, ReadsAValue) {
  const result<value> v = parse(R"({"a": [1, 2.5, "x", null, true]})");
  ASSERT_TRUE(v);
  EXPECT_EQ(v->at("a").as_array().size(), 5U);
}

TEST(Parse, KeepsIntegersOf64BitsExact) {
  EXPECT_EQ(parse("9223372036854775807")->as_int64(), INT64_MAX);
  EXPECT_EQ(parse("18446744073709551615")->as_uint64(), UINT64_MAX);
}

TEST(Parse, ReadsDoublesToTheLastPlace) {
  EXPECT_EQ(parse("13.387664401253275")->as_double(), 13.387664401253275);
  EXPECT_EQ(parse("39.252393092058476")->as_double(), 39.252393092058476);
  EXPECT_EQ(parse("18446744186407457703037")->as_double(), 18446744186407457703037.0);
  EXPECT_EQ(parse("[-1.7976931348623157e308]")->at(0).as_double(), -1.7976931348623157e308);
  EXPECT_EQ(parse("1e-400")->as_double(), 0.0);
}

TEST(Parse, RefusesANumberThatIsTooLarge) {
  for (const std::string_view text : {"1e400", "[-1e999]", "1e99999999999"}) {
    ASSERT_FALSE(parse(text)) << text;
    EXPECT_EQ(parse(text).error().type, "input.not_json") << text;
  }
}

TEST(Parse, AllowsBlanksAround) {
  EXPECT_EQ(parse(" \r\n\t[1] \n ")->as_array().size(), 1U);
  EXPECT_EQ(parse("5 ")->as_int64(), 5);
}

TEST(Parse, SkipsAByteOrderMark) {
  EXPECT_TRUE(parse("\xEF\xBB\xBF{}"));
}

TEST(Parse, SaysLineAndColumn) {
  const result<value> v = parse("{\n  \"a\": 1,\n  oops\n}");
  ASSERT_FALSE(v);
  EXPECT_EQ(v.error().type, "input.not_json");
  EXPECT_NE(v.error().detail.find("line 3, column 3"), std::string::npos) << v.error().detail;
}

TEST(Parse, SaysThatATextWasCut) {
  for (const std::string_view text : {"", "{", "[1,", "\"abc", "{\"a\":"}) {
    const result<value> v = parse(text);
    ASSERT_FALSE(v) << text;
    EXPECT_EQ(v.error().type, "input.not_json");
    EXPECT_NE(v.error().detail.find("ends in the middle"), std::string::npos) << v.error().detail;
  }
}

TEST(Parse, RefusesWhatIsNotJson) {
  for (const std::string_view text :
       {"{} {}", "'a'", "nul", "01", "{\"a\":1,}", "\"\x01\"", "\"\xFF\"", "// x\n1"}) {
    const result<value> v = parse(text);
    ASSERT_FALSE(v) << text;
    EXPECT_EQ(v.error().type, "input.not_json") << text;
  }
}

TEST(Parse, BoundsDepthAndSize) {
  const std::string deep = std::string(129, '[') + std::string(129, ']');
  ASSERT_FALSE(parse(deep));
  EXPECT_EQ(parse(deep).error().type, "input.limit");
  EXPECT_TRUE(parse(deep, {.depth = 200}));
  EXPECT_EQ(parse("[1,2,3]", {.bytes = 4}).error().type, "input.limit");
}

// A message must not grow with the text.
TEST(Parse, EndsOnADeepTextQuickly) {
  const std::string deep(1'000'000, '[');
  ASSERT_FALSE(parse(deep));
  EXPECT_LT(parse(deep).error().detail.size(), 200U);
}

} // namespace http_task::json
