// Schemas and instances that are made to break a validator.
#include "schema/sample.hpp"
#include "support.hpp"

#include <chrono>
#include <string>

namespace http_task::schema {
namespace {

TEST(hostile, a_schema_of_twenty_thousand_levels_is_refused) {
  json::value deep = true;
  for (int i = 0; i < 20'000; ++i) {
    json::object outer;
    outer["not"] = std::move(deep);
    deep = std::move(outer);
  }
  const result<validator> v = compile(deep);
  ASSERT_FALSE(v);
  EXPECT_EQ(v.error().type, "input.limit");
}

TEST(hostile, a_chain_of_twenty_thousand_references_is_refused) {
  json::object definitions;
  for (int i = 0; i < 20'000; ++i)
    definitions["d" + std::to_string(i)] = json::object{{"$ref", "#/$defs/d" + std::to_string(i + 1)}};
  definitions["d20000"] = true;
  const result<validator> v = compile(json::object{{"$defs", definitions}, {"$ref", "#/$defs/d0"}});
  ASSERT_FALSE(v);
  EXPECT_EQ(v.error().type, "input.limit");
}

TEST(hostile, a_deep_enum_value_is_refused) {
  json::value deep = 1;
  for (int i = 0; i < 20'000; ++i) {
    json::array outer;
    outer.push_back(std::move(deep));
    deep = std::move(outer);
  }
  json::value schema = json::object();
  schema.get_object()["const"] = std::move(deep);
  const result<validator> v = compile(schema);
  ASSERT_FALSE(v);
  EXPECT_EQ(v.error().type, "input.limit");
}

TEST(hostile, branches_that_double_at_each_level_are_given_up) {
  json::object definitions;
  for (int i = 0; i < 60; ++i) {
    const json::object next{{"$ref", "#/$defs/d" + std::to_string(i + 1)}};
    definitions["d" + std::to_string(i)] = json::object{{"anyOf", json::array{next, next}}};
  }
  definitions["d60"] = json::object{{"minimum", 2}};
  compile_options options;
  options.limits.steps = 100'000;
  const result<validator> v = compile(json::object{{"$defs", definitions}, {"$ref", "#/$defs/d0"}}, options);
  ASSERT_TRUE(v);
  EXPECT_FALSE(v->is_valid(1));
  EXPECT_FALSE(v->check(1).empty());
}

TEST(hostile, giving_up_is_not_taken_for_a_no) {
  json::object definitions;
  for (int i = 0; i < 60; ++i) {
    const json::object next{{"$ref", "#/$defs/d" + std::to_string(i + 1)}};
    definitions["d" + std::to_string(i)] = json::object{{"allOf", json::array{next, next}}};
  }
  definitions["d60"] = json::object{{"minimum", 0}};
  compile_options options;
  options.limits.steps = 100'000;
  const json::object not_that{{"$ref", "#/$defs/d0"}};
  const result<validator> v = compile(json::object{{"$defs", definitions}, {"not", not_that}}, options);
  ASSERT_TRUE(v);
  EXPECT_FALSE(v->is_valid(1));
  const std::vector<violation> why = v->check(1);
  ASSERT_EQ(why.size(), 1U);
  EXPECT_EQ(why[0].keyword, "");
  EXPECT_NE(why[0].detail.find("given up"), std::string::npos);
}

TEST(hostile, a_pattern_that_backtracks_takes_linear_time) {
  const validator v = compiled(R"({"pattern": "^(a+)+$"})");
  const auto start = std::chrono::steady_clock::now();
  EXPECT_TRUE(v.is_valid(json::value(std::string(1'000'000, 'a'))));
  EXPECT_FALSE(v.is_valid(json::value(std::string(1'000'000, 'a') + "!")));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10)); // milliseconds, in fact
}

TEST(hostile, a_dynamic_reference_in_a_circle_ends) {
  constexpr std::string_view schema = R"({
    "$id": "https://example.com/a", "$dynamicAnchor": "x", "$ref": "b",
    "$defs": {"b": {"$id": "b", "$dynamicAnchor": "x", "allOf": [{"$dynamicRef": "#x"}]}}})";
  const result<validator> v = compile(parsed(schema));
  if (v) {
    EXPECT_FALSE(v->is_valid(1));
    EXPECT_EQ(v->check(1).size(), 1U);
  }
}

TEST(hostile, a_pattern_made_for_backtracking_runs_linear) {
  const validator v = compiled(R"({"pattern": "^(a+)+$"})");
  EXPECT_FALSE(v.is_valid(json::value(std::string(std::size_t{1} << 20U, 'a') + "!")));
}

TEST(hostile, a_deep_instance_is_explained_without_a_crash) {
  json::value deep = "x";
  for (int i = 0; i < 900; ++i) {
    json::array outer;
    outer.push_back(std::move(deep));
    deep = std::move(outer);
  }
  const validator v =
      compiled(R"({"$defs": {"t": {"anyOf": [{"type": "array", "items": {"$ref": "#/$defs/t"}},
    {"type": "integer"}]}}, "$ref": "#/$defs/t"})");
  EXPECT_FALSE(v.is_valid(deep));
  EXPECT_FALSE(v.check(deep).empty());
}

TEST(hostile, a_large_array_of_equal_looking_items_is_checked_for_duplicates) {
  const validator v = compiled(R"({"uniqueItems": true})");
  json::array items;
  for (int i = 0; i < 200'000; ++i)
    items.emplace_back(json::object{{"id", i}, {"name", "the same"}});
  EXPECT_TRUE(v.is_valid(items));
}

TEST(hostile, unknown_keywords_and_odd_names_do_no_harm) {
  const validator v = compiled(R"({"": {}, "x-y": [1], "properties": {"": {"type": "integer"}, "a/b~c": false,
    "$ref": {"type": "string"}}, "$defs": {"%25": {"type": "null"}}})");
  EXPECT_TRUE(v.is_valid(parsed(R"({"": 1, "$ref": "x"})")));
  EXPECT_EQ(v.check(parsed(R"({"a/b~c": 1})")).at(0).pointer, "/a~1b~0c");
}

} // namespace
} // namespace http_task::schema
