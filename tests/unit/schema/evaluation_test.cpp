// What the official suite does not ask: the exemption of expressions, budgets, sharing among threads.
#include "schema/evaluation.hpp"

#include "support.hpp"

#include <string>
#include <thread>
#include <vector>

namespace http_task::schema {
namespace {

bool is_expression(const json::value& v) {
  const json::string* text = v.if_string();
  return text && text->starts_with("${") && text->ends_with("}");
}

bool valid_with_expressions(std::string_view schema, std::string_view instance) {
  return compiled(schema).is_valid(parsed(instance), is_expression);
}

TEST(exemption, an_exempt_value_satisfies_every_subschema) {
  for (const std::string_view schema :
       {R"({"type": "integer"})", R"({"const": 1})", R"({"enum": [1]})", "false", R"({"not": {}})",
        R"({"oneOf": [true, true]})", R"({"maxLength": 1})", R"({"pattern": "^a$"})",
        R"({"format": "date"})"})
    EXPECT_TRUE(valid_with_expressions(schema, R"("${workflow.input.x}")")) << schema;
  EXPECT_FALSE(valid_with_expressions(R"({"type": "integer"})", R"("x ${workflow.input.x}")"));
}

TEST(exemption, reaches_members_and_items_but_not_names) {
  constexpr std::string_view schema = R"({"properties": {"a": {"items": {"type": "integer"}}},
    "required": ["a"], "additionalProperties": false, "propertyNames": {"maxLength": 3}})";
  EXPECT_TRUE(valid_with_expressions(schema, R"({"a": [1, "${x}"]})"));
  EXPECT_TRUE(valid_with_expressions(schema, R"({"a": "${x}"})"));
  EXPECT_FALSE(valid_with_expressions(schema, R"({"a": [1, "x"]})"));
  EXPECT_FALSE(valid_with_expressions(schema, R"({})"));
  EXPECT_FALSE(valid_with_expressions(schema, R"({"a": [], "${long}": 1})"));
}

TEST(exemption, leaves_alternatives_open_that_it_cannot_decide) {
  constexpr std::string_view kinds = R"({"oneOf": [
    {"properties": {"kind": {"const": "a"}, "x": {"type": "integer"}}, "required": ["kind", "x"]},
    {"properties": {"kind": {"const": "b"}, "y": {"type": "integer"}}, "required": ["kind"]}]})";
  EXPECT_TRUE(valid_with_expressions(kinds, R"({"kind": "${k}", "x": 1})"));
  EXPECT_FALSE(valid_with_expressions(kinds, R"({"kind": "c"})"));
  EXPECT_TRUE(valid_with_expressions(R"({"not": {"properties": {"a": {"const": 1}}, "required": ["a"]}})",
                                     R"({"a": "${x}"})"));
  constexpr std::string_view conditional = R"({"if": {"properties": {"k": {"const": 1}}, "required": ["k"]},
    "then": {"required": ["a"]}, "else": {"required": ["b"]}})";
  EXPECT_TRUE(valid_with_expressions(conditional, R"({"k": "${x}", "b": 1})"));
  EXPECT_FALSE(valid_with_expressions(conditional, R"({"k": "${x}"})"));
}

TEST(exemption, holds_for_check_as_well) {
  const validator v = compiled(R"({"properties": {"a": {"type": "integer"}, "b": {"type": "integer"}}})");
  const auto found = v.check(parsed(R"({"a": "${x}", "b": "y"})"), 100, is_expression);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].pointer, "/b");
}

TEST(evaluation, counts_code_points) {
  EXPECT_EQ(length_of("\xF0\x9F\x90\xB2\xC3\xA9x"), 3U);
  EXPECT_TRUE(compiled(R"({"maxLength": 2})").is_valid(parsed("\"\\uD83D\\uDC32\\uD83D\\uDC32\"")));
}

TEST(evaluation, marks_objects_with_hundreds_of_members) {
  const validator v = compiled(R"({"patternProperties": {"^a": true}, "unevaluatedProperties": false})");
  json::object o;
  for (int i = 0; i < 1000; ++i)
    o["a" + std::to_string(i)] = i;
  EXPECT_TRUE(v.is_valid(o));
  o["b"] = 1;
  EXPECT_FALSE(v.is_valid(o));
}

TEST(evaluation, one_validator_serves_many_threads) {
  const validator v =
      compiled(R"({"type": "array", "items": {"pattern": "^[a-z]+$", "format": "hostname"}})");
  const json::value good = parsed(R"(["abc", "def"])");
  const json::value bad = parsed(R"(["abc", "DEF"])");
  std::vector<std::thread> threads;
  std::vector<int> wrong(4);
  for (std::size_t t = 0; t < wrong.size(); ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 200; ++i)
        wrong[t] += !v.is_valid(good) || v.is_valid(bad) || v.check(bad).size() != 1;
    });
  }
  for (std::thread& t : threads)
    t.join();
  EXPECT_EQ(wrong, std::vector<int>(4));
}

} // namespace
} // namespace http_task::schema
