#include "json/path_query.hpp"

#include "path_support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace http_task::json {
namespace {

using testing::HasSubstr;

// The example of RFC 9535, section 1.5.
constexpr std::string_view store = R"({"store": {
  "book": [
    {"category": "reference", "author": "Nigel Rees", "title": "Sayings of the Century", "price": 8.95},
    {"category": "fiction", "author": "Evelyn Waugh", "title": "Sword of Honour", "price": 12.99},
    {"category": "fiction",
   "author": "Herman Melville", "title": "Moby Dick", "isbn": "0-553-21311-3", "price": 8.99},
    {"category": "fiction",
   "author": "J. R. R. Tolkien", "title": "The Lord of the Rings", "isbn": "0-395-19395-8",
     "price": 22.99}],
  "bicycle": {"color": "red", "price": 399}}})";

std::vector<std::string> locations(std::string_view query, std::string_view document) {
  const value root = parse(document).value();
  std::vector<std::string> all;
  for (const path_node& n : path_query::compile(query).value().nodes(root).value())
    all.push_back(n.location);
  return all;
}

} // namespace

TEST(PathQuery, SelectsAsTheExamplesOfTheSpecificationSay) {
  EXPECT_EQ(selected("$.store.book[*].author", store),
            R"(["Nigel Rees","Evelyn Waugh","Herman Melville","J. R. R. Tolkien"])");
  EXPECT_EQ(selected("$.store..price", store), "[8.95,12.99,8.99,22.99,399]");
  EXPECT_EQ(selected("$..book[2].author", store), R"(["Herman Melville"])");
  EXPECT_EQ(selected("$..book[2].publisher", store), "[]");
  EXPECT_EQ(selected("$..book[-1].title", store), R"(["The Lord of the Rings"])");
  EXPECT_EQ(selected("$..book[:2].title", store), R"(["Sayings of the Century","Sword of Honour"])");
  EXPECT_EQ(selected("$..book[?@.isbn].price", store), "[8.99,22.99]");
  EXPECT_EQ(selected("$..book[?@.price<10].price", store), "[8.95,8.99]");
}

TEST(PathQuery, SaysWhereEachNodeStands) {
  EXPECT_THAT(locations("$..price", store),
              testing::ElementsAre("$['store']['book'][0]['price']", "$['store']['book'][1]['price']",
                                   "$['store']['book'][2]['price']", "$['store']['book'][3]['price']",
                                   "$['store']['bicycle']['price']"));
  EXPECT_THAT(locations("$", "1"), testing::ElementsAre("$"));
  EXPECT_THAT(locations("$[-1]", "[1,2]"), testing::ElementsAre("$[1]"));
  EXPECT_THAT(locations("$.*", R"({"it's":1,"\\":2,"\u000b\n":3,"☺":4})"),
              testing::ElementsAre(R"($['it\'s'])", R"($['\\'])", R"($['\u000b\n'])", "$['☺']"));
}

TEST(PathQuery, KnowsWhetherItSelectsOneNodeAtMost) {
  const auto singular = [](std::string_view text) { return path_query::compile(text).value().is_singular(); };
  for (const std::string_view text : {"$", "$.a.b", "$['a'][0][-1]", "$[ 'a' ]"})
    EXPECT_TRUE(singular(text)) << text;
  for (const std::string_view text : {"$.*", "$..a", "$[0,1]", "$[0:1]", "$[?@.a]", "$.a[*].b"})
    EXPECT_FALSE(singular(text)) << text;
}

TEST(PathQuery, ListsItsLeadingSteps) {
  const path_query q = path_query::compile("$.a[-2]['b c'][*].d").value();
  ASSERT_EQ(q.steps().size(), 3U);
  EXPECT_EQ(std::get<std::string>(q.steps()[0]), "a");
  EXPECT_EQ(std::get<std::int64_t>(q.steps()[1]), -2);
  EXPECT_EQ(std::get<std::string>(q.steps()[2]), "b c");
}

TEST(PathQuery, MayLeaveOutTheRootInItsShortForm) {
  const auto short_form = [](std::string_view text) {
    return selected(text, R"({"a-b":{"x":[{"1st":1},{"1st":2}]},"$":3})", path_notation::short_form);
  };
  EXPECT_EQ(short_form("a-b.x[0].1st"), "[1]");
  EXPECT_EQ(short_form("a-b.x[?@.1st==2]"), R"([{"1st":2}])");
  EXPECT_EQ(short_form("a-b..1st"), "[1,2]");
  EXPECT_EQ(short_form("$.a-b.x[-1].1st"), "[2]");
  EXPECT_THAT(short_form("[0]"), HasSubstr("expected a name or $"));
  EXPECT_THAT(refusal("a.b"), HasSubstr("character 1: expected $, found \"a.b\""));
  EXPECT_THAT(refusal("$.a-b"), HasSubstr("character 4"));
}

TEST(PathQuery, SaysWhereItIsWrongAndWhatWasExpected) {
  EXPECT_THAT(refusal(""), HasSubstr("character 1: expected $, found the end"));
  EXPECT_THAT(refusal("$.a b"), HasSubstr("character 4: expected a segment"));
  EXPECT_THAT(refusal("$.☺☺[x]"), HasSubstr("character 6: expected a quoted name, an index, a slice"));
  EXPECT_THAT(refusal("$[01]"), HasSubstr("character 3: an index has no leading zeros"));
  EXPECT_THAT(refusal("$[9007199254740992]"), HasSubstr("9007199254740991"));
  EXPECT_THAT(refusal("$['a]"), HasSubstr("character 3: the string that begins here has no closing '"));
  EXPECT_THAT(refusal(R"($['\x'])"), HasSubstr("character 4: expected one of the escapes"));
  EXPECT_THAT(refusal(R"($['\ud83d'])"), HasSubstr("surrogate"));
  EXPECT_THAT(refusal("$['a'"), HasSubstr("expected ] or a comma, found the end"));
  EXPECT_THAT(refusal("$['\t']"), HasSubstr("U+0009"));
  EXPECT_THAT(refusal("$.\xff"), HasSubstr("not UTF-8"));
  EXPECT_EQ(path_query::compile("$[").error().type, "input.invalid");
}

TEST(PathQuery, ShowsLittleOfALongText) {
  EXPECT_LT(refusal("$[" + std::string(10'000, 'x') + "]").size(), 200U);
}

TEST(PathQuery, KeepsNumbersExact) {
  constexpr std::string_view numbers =
      "[9007199254740993,18446744073709551615,-9223372036854775808,0.1,1e300]";
  EXPECT_EQ(selected("$[*]", numbers),
            "[9007199254740993,18446744073709551615,-9223372036854775808,0.1,1e+300]");
}

TEST(PathQuery, OutlivesItsText) {
  std::string text = "$['a'][?@.b=='c']";
  const path_query q = path_query::compile(text).value();
  text.assign(text.size(), 'x');
  const value root = parse(R"({"a":[{"b":"c"}]})").value();
  const path_query copy = q;
  EXPECT_EQ(copy.values(root).value(), std::vector{&root.at("a").at(0)});
}

} // namespace http_task::json
