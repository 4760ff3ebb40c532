// What stands behind the '?' of a JSONPath query.
#include "path_support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace http_task::json {
namespace {

using testing::HasSubstr;

// Whether `condition` holds of the document as the item of a list.
bool holds(std::string_view condition, std::string_view document) {
  const std::string found = selected("$[?" + std::string(condition) + "]", "[" + std::string(document) + "]");
  EXPECT_TRUE(found.starts_with('[')) << condition << ": " << found;
  return found != "[]";
}

} // namespace

TEST(PathFilter, ComparesNumbersByWhatTheyMean) {
  EXPECT_TRUE(holds("@ == 1.0", "1"));
  EXPECT_TRUE(holds("@ == 1e2", "100"));
  EXPECT_TRUE(holds("@ == -0", "0.0"));
  EXPECT_FALSE(holds("@ == 9007199254740993", "9007199254740992"));
  EXPECT_FALSE(holds("@ == 9007199254740993", "9007199254740992.0"));
  EXPECT_TRUE(holds("@ == 18446744073709551615", "18446744073709551615"));
  EXPECT_TRUE(holds("@ > 9223372036854775807", "9223372036854775808"));
  EXPECT_TRUE(holds("@ < 18446744073709551616", "18446744073709551615"));
  EXPECT_TRUE(holds("@ == 0.1", "1e-1"));
  EXPECT_TRUE(holds("@ == 1e-400", "0"));
  for (const std::string_view number : {"1e400", "-1e400", "0.5e400", "12e+999999999999"})
    EXPECT_THAT(refusal("$[?@ == " + std::string(number) + "]"), HasSubstr("too large")) << number;
}

TEST(PathFilter, ComparesStringsByScalarValues) {
  EXPECT_TRUE(holds("@ < 'b'", R"("a")"));
  EXPECT_TRUE(holds("@ < '\u00e9'", R"("z")"));
  // UTF-16 would have it the other way round.
  EXPECT_TRUE(holds("@ > '\uffee'", R"("\ud83d\ude00")"));
  EXPECT_TRUE(holds(R"(@ == '\ud83d\ude00')", "\"\U0001F600\""));
  EXPECT_TRUE(holds("'a' <= @", R"("a")"));
  EXPECT_FALSE(holds("@ < 1", R"("0")"));
}

TEST(PathFilter, ComparesStructuresDeeply) {
  EXPECT_TRUE(holds("@.a == @.b", R"({"a":{"x":1,"y":[2.0,null]},"b":{"y":[2,null],"x":1}})"));
  EXPECT_FALSE(holds("@.a == @.b", R"({"a":{"x":1},"b":{"x":1,"y":2}})"));
  EXPECT_FALSE(holds("@.a < @.b", R"({"a":[1],"b":[2]})"));
  EXPECT_TRUE(holds("@.a <= @.b", R"({"a":[1],"b":[1]})"));
  EXPECT_TRUE(holds("@.a == @.b", "{}")) << "nothing is equal to nothing";
  EXPECT_FALSE(holds("@.a == null", "{}")) << "but not to null";
}

TEST(PathFilter, ChecksTheTypesOfFunctions) {
  EXPECT_THAT(refusal("$[?count(1) == 1]"), HasSubstr("character 10: count() takes nodes"));
  EXPECT_THAT(refusal("$[?length(@.*) == 1]"), HasSubstr("may select more than one node"));
  EXPECT_THAT(refusal("$[?length(@)]"), HasSubstr("length() gives a value, which has to be compared"));
  EXPECT_THAT(refusal("$[?match(@, 'a') == true]"),
              HasSubstr("match() gives true or false, which cannot be compared"));
  EXPECT_THAT(refusal("$[?match(@)]"), HasSubstr("match() takes 2 arguments, found 1"));
  EXPECT_THAT(refusal("$[?lenght(@) == 1]"), HasSubstr("did you mean length?"));
  EXPECT_THAT(refusal("$[?@.* == 1]"), HasSubstr("selects one node at most"));
  EXPECT_THAT(refusal("$[?@[ 'a' ] == 1]"), HasSubstr("no blanks within its brackets"));
  EXPECT_THAT(refusal("$[?true]"), HasSubstr("a literal alone is no condition"));
  EXPECT_THAT(refusal("$[?!@.a == 1]"), HasSubstr("stands in parentheses"));
  EXPECT_THAT(refusal("$[?(@.a]"), HasSubstr("expected &&, || or ), found \"]\""));
  EXPECT_THAT(refusal("$[?@.a = 1]"), HasSubstr("character 8: expected == for equality"));
  EXPECT_THAT(refusal("$[?@.a == ]"), HasSubstr("expected @, $, a function"));
}

TEST(PathFilter, CountsScalarValues) {
  EXPECT_TRUE(holds("length(@) == 2", "\"\U0001F600\u00e9\""));
  EXPECT_TRUE(holds("length(@) == 2", R"({"a":1,"b":2})"));
  EXPECT_TRUE(holds("length(@.x) == @.y", "{}")) << "both are nothing";
  EXPECT_TRUE(holds("value(@..c) == 1", R"({"a":{"c":1}})"));
  EXPECT_FALSE(holds("value(@..c) == 1", R"({"a":{"c":1},"c":1})"));
}

TEST(PathFilter, TakesRegularExpressionsFromTheDataToo) {
  EXPECT_TRUE(holds("match(@.s, @.p)", R"({"s":"2024-01-31","p":"[0-9]{4}-[0-9]{2}-[0-9]{2}"})"));
  EXPECT_FALSE(holds("match(@.s, @.p)", R"({"s":"1","p":"\\d"})")) << "no I-Regexp";
  EXPECT_EQ(selected("$[?search(@.s, @.p)].s",
                     R"([{"s":"a1","p":"[0-9]"},{"s":"a","p":"[0-9]"},{"s":"b","p":"("},{"s":"c","p":"c"}])"),
            R"(["a1","c"])");
}

TEST(PathFilter, WarnsOfAnExpressionThatNeverMatches) {
  const path_query q = path_query::compile(R"($[?search(@, '\\d+')])").value();
  ASSERT_EQ(q.warnings().size(), 1U);
  EXPECT_THAT(q.warnings().front(), HasSubstr("never matches"));
  EXPECT_EQ(selected(R"($[?search(@, '\\d+')])", R"(["1"])"), "[]");
  EXPECT_TRUE(path_query::compile("$[?search(@, '[0-9]+')]").value().warnings().empty());
}

} // namespace http_task::json
