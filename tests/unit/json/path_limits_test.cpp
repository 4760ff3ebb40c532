// Hostile queries and values: everything ends, with a problem that says which limit it was.
#include "path_support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace http_task::json {
namespace {

using testing::HasSubstr;

std::string repeated(std::string_view text, std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i)
    all += text;
  return all;
}

std::string problem_of(std::string_view query, const value& root, const path_limits& limits = {}) {
  const result<path_query> q = path_query::compile(query);
  if (!q) return q.error().type + ": " + q.error().detail;
  const result<std::vector<const value*>> found = q->values(root, limits);
  return found ? "" : found.error().type + ": " + found.error().detail;
}

value nested(std::size_t depth) {
  value v = 1;
  for (std::size_t i = 0; i < depth; ++i)
    v = array{std::move(v)};
  return v;
}

} // namespace

TEST(PathLimits, BoundTheQuery) {
  EXPECT_THAT(refusal("$" + std::string(path_limits::bytes, ' ')), HasSubstr("bytes"));
  EXPECT_EQ(refusal("$" + repeated(".a", path_limits::segments)), "");
  EXPECT_THAT(refusal("$" + repeated(".a", path_limits::segments + 1)), HasSubstr("128 segments"));
  EXPECT_EQ(path_query::compile("$" + repeated(".a", 1000)).error().type, "input.limit");
}

TEST(PathLimits, BoundTheNestingOfFilters) {
  const auto filters = [](std::size_t n) { return "$" + repeated("[?@", n) + repeated("]", n); };
  const auto parentheses = [](std::size_t n) {
    return "$[?" + repeated("(", n) + "@" + repeated(")", n) + "]";
  };
  EXPECT_EQ(refusal(filters(path_limits::nesting)), "");
  EXPECT_THAT(refusal(filters(path_limits::nesting + 1)), HasSubstr("within each other"));
  EXPECT_EQ(refusal(parentheses(path_limits::nesting - 1)), "");
  EXPECT_THAT(refusal(parentheses(5000)), HasSubstr("within each other"));
  EXPECT_THAT(refusal("$[?" + repeated("!(", 5000)), HasSubstr("within each other"));
  EXPECT_THAT(refusal("$[?" + repeated("length(", 2000)), HasSubstr("within each other"));
}

TEST(PathLimits, BoundTheDepthOfTheValue) {
  const value deep = nested(300);
  EXPECT_THAT(problem_of("$..a", deep), HasSubstr("input.limit: The value is nested deeper"));
  EXPECT_EQ(problem_of("$[0][0]", deep), "");
  EXPECT_THAT(problem_of("$[?@ == $[0]]", array{deep, deep}), HasSubstr("nested deeper"));
  EXPECT_EQ(problem_of("$..a", nested(200)), "");
}

TEST(PathLimits, BoundTheResults) {
  EXPECT_THAT(problem_of("$[*]", array(11, 1), {.results = 10}), HasSubstr("more than the 10 nodes"));
  EXPECT_EQ(problem_of("$[*]", array(10, 1), {.results = 10}), "");
  EXPECT_THAT(problem_of("$" + repeated("[0,0]", 100), nested(100)), HasSubstr("input.limit"));
}

TEST(PathLimits, BoundTheWork) {
  const value wide = array(3000, "x");
  EXPECT_THAT(problem_of("$[?$[?$[?@ == 'y'] ] ]", wide, {.work = 1'000'000}), HasSubstr("more work"));
  EXPECT_THAT(problem_of("$" + repeated("..*", 60), nested(200), {.work = 1'000'000, .results = 10'000'000}),
              HasSubstr("more work"));
  const value texts =
      object{{"a", std::string(1'000'000, 'x')}, {"b", std::string(1'000'000, 'x')}, {"c", wide}};
  EXPECT_THAT(problem_of("$.c[?$.a == $.b && @ == 'y']", texts, {.work = 1'000'000}), HasSubstr("more work"));
  EXPECT_THAT(problem_of("$.c[?search($.a, 'y')]", texts, {.work = 1'000'000}), HasSubstr("more work"));
  EXPECT_THAT(problem_of("$.c[?length($.a) == 1]", texts, {.work = 1'000'000}), HasSubstr("more work"));
}

// Each filter begins at the root again, so that depths add up.
TEST(PathLimits, BoundFiltersThatBeginAtTheRoot) {
  value deep = 1;
  for (int i = 0; i < 200; ++i)
    deep = object{{"a", std::move(deep)}};
  EXPECT_THAT(problem_of("$" + repeated("..[?$", 30) + "..b" + repeated("]", 30), deep, {.work = 3'000'000}),
              HasSubstr("input.limit"));
}

TEST(PathLimits, BoundRegularExpressionsFromTheData) {
  const value list = array{object{{"p", std::string(10'000, 'a')}}};
  EXPECT_THAT(problem_of("$[?search('a', @.p)]", list), HasSubstr("input.limit: The regular expression"));
  array many;
  for (int i = 0; i < 1000; ++i)
    many.push_back(value("(a{90}){90}" + std::to_string(i)));
  EXPECT_THAT(problem_of("$[?search('a', @)]", many, {.work = 1'000'000}), HasSubstr("input.limit"));
  EXPECT_THAT(refusal("$[?search(@, 'a{1001}')]"), HasSubstr("cannot be used"));
}

} // namespace http_task::json
