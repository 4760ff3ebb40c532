// The words that a person reads.
#include "support.hpp"

#include <string>
#include <vector>

namespace http_task::schema {
namespace {

std::string detail(std::string_view schema, std::string_view instance) {
  return only_violation(schema, instance).detail;
}

TEST(explanation, types) {
  EXPECT_EQ(detail(R"({"type": "array"})", R"("a")"), "Expected an array; found a string.");
  EXPECT_EQ(detail(R"({"type": ["string", "null", "object"]})", "[]"),
            "Expected an object, a string or null; found an array.");
  EXPECT_EQ(detail(R"({"type": "integer"})", "1.5"), "Expected an integer; found 1.5.");
  EXPECT_EQ(detail(R"({"type": "string"})", "1"), "Expected a string; found an integer.");
}

TEST(explanation, an_enum_gives_the_nearest_value) {
  const violation v = only_violation(
      R"({"properties": {"target_type": {"enum": ["room", "callrouter", "department", "office"]}}})",
      R"({"target_type": "departmant"})");
  EXPECT_EQ(v.pointer, "/target_type");
  EXPECT_EQ(v.schema_pointer, "/properties/target_type/enum");
  EXPECT_EQ(v.keyword, "enum");
  EXPECT_EQ(v.detail,
            "Expected one of \"room\", \"callrouter\", \"department\", \"office\"; found \"departmant\".");
  EXPECT_EQ(v.expected, "one of \"room\", \"callrouter\", \"department\", \"office\"");
  EXPECT_EQ(v.found, "\"departmant\"");
  EXPECT_EQ(v.suggestion, "\"department\"");
}

TEST(explanation, an_enum_suggests_across_case_and_quotes_but_nothing_far_away) {
  EXPECT_EQ(only_violation(R"({"enum": ["GET", "POST"]})", R"("post")").suggestion, "\"POST\"");
  EXPECT_EQ(only_violation(R"({"enum": [1, 2]})", R"("2")").suggestion, "2");
  EXPECT_EQ(only_violation(R"({"enum": ["1", "2"]})", "2").suggestion, "\"2\"");
  EXPECT_EQ(only_violation(R"({"enum": ["room", "office"]})", R"("desk")").suggestion, "");
  EXPECT_EQ(only_violation(R"({"const": "a"})", "{}").detail, "Expected \"a\"; found an object.");
}

TEST(explanation, a_long_enum_is_cut) {
  std::string schema = R"({"enum": ["v0")";
  for (int i = 1; i < 40; ++i)
    schema += ", \"v" + std::to_string(i) + "\"";
  const std::string text = detail(schema + "]}", "null");
  EXPECT_NE(text.find("\"v11\" or one of 28 more; found null."), std::string::npos) << text;
}

TEST(explanation, bounds) {
  EXPECT_EQ(detail(R"({"minimum": 5})", "3"), "Expected a number of at least 5; found 3.");
  EXPECT_EQ(detail(R"({"exclusiveMaximum": 0.5})", "0.5"), "Expected a number below 0.5; found 0.5.");
  EXPECT_EQ(detail(R"({"multipleOf": 0.01})", "0.005"), "Expected a multiple of 0.01; found 0.005.");
  EXPECT_EQ(detail(R"({"minLength": 1})", R"("")"), "Expected at least 1 character; found 0.");
  EXPECT_EQ(detail(R"({"maxItems": 2})", "[1, 2, 3]"), "Expected at most 2 items; found 3.");
  EXPECT_EQ(detail(R"({"minProperties": 2})", "{}"), "Expected at least 2 properties; found 0.");
  EXPECT_EQ(detail(R"({"uniqueItems": true})", "[1, 2, 1.0]"),
            "Expected items that all differ; items 0 and 2 are equal.");
}

TEST(explanation, texts) {
  EXPECT_EQ(detail(R"({"pattern": "^a$"})", R"("b")"),
            "Expected a string that matches the pattern ^a$; found \"b\".");
  EXPECT_EQ(detail(R"({"format": "date-time"})", R"("now")"),
            "Expected a date-time such as 2024-05-17T09:30:00Z; found \"now\".");
  const std::string text = detail(R"({"pattern": "^a$"})", "\"" + std::string(500, 'x') + "\"");
  EXPECT_LT(text.size(), 200U);
  EXPECT_NE(text.find("...\""), std::string::npos);
}

TEST(explanation, properties) {
  constexpr std::string_view schema = R"({"properties": {"name": {}, "number": {}},
    "required": ["name"], "additionalProperties": false})";
  const std::vector<violation> all = violations(schema, R"({"nmae": 1, "number": 2})");
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].pointer, "");
  EXPECT_EQ(all[0].keyword, "required");
  EXPECT_EQ(all[0].detail, "The required property \"name\" is missing.");
  EXPECT_EQ(all[1].pointer, "/nmae");
  EXPECT_EQ(all[1].keyword, "additionalProperties");
  EXPECT_EQ(all[1].schema_pointer, "/additionalProperties");
  EXPECT_EQ(all[1].detail, "The property \"nmae\" is not allowed here.");
  EXPECT_EQ(all[1].suggestion, "\"name\"");
}

TEST(explanation, unevaluated_properties_know_the_names_of_all_branches) {
  constexpr std::string_view schema = R"({
    "allOf": [{"properties": {"first": {"type": "string"}}}], "properties": {"second": {}},
    "unevaluatedProperties": false})";
  const violation v = only_violation(schema, R"({"frist": "x"})");
  EXPECT_EQ(v.keyword, "unevaluatedProperties");
  EXPECT_EQ(v.suggestion, "\"first\"");
  // A property that failed elsewhere is not called unknown as well.
  EXPECT_EQ(detail(schema, R"({"first": 1})"), "Expected a string; found an integer.");
}

TEST(explanation, names_dependencies_and_contains) {
  EXPECT_EQ(detail(R"({"propertyNames": {"maxLength": 2}})", R"({"abc": 1})"),
            "The property name \"abc\" is not allowed: Expected at most 2 characters; found 3.");
  EXPECT_EQ(detail(R"({"dependentRequired": {"a": ["b"]}})", R"({"a": 1})"),
            "The property \"b\" is missing; it is required where \"a\" is given.");
  EXPECT_EQ(detail(R"({"contains": {"type": "null"}})", "[1]"),
            "Expected at least 1 item that matches \"contains\"; found none.");
  EXPECT_EQ(detail(R"({"contains": {"type": "null"}, "maxContains": 1})", "[null, null]"),
            "Expected at most 1 item that matches \"contains\"; found 2.");
  EXPECT_EQ(detail(R"({"prefixItems": [true], "items": false})", "[1, 2, 3]"),
            "Expected at most 1 item; found 3.");
}

TEST(explanation, alternatives_of_type_or_value_are_put_together) {
  EXPECT_EQ(detail(R"({"anyOf": [{"type": "string"}, {"type": "null"}]})", "1"),
            "Expected a string or null; found an integer.");
  const violation v = only_violation(
      R"({"oneOf": [{"const": "on"}, {"const": "off"}, {"enum": ["auto", "on"]}]})", R"("atuo")");
  EXPECT_EQ(v.detail, "Expected one of \"on\", \"off\", \"auto\"; found \"atuo\".");
  EXPECT_EQ(v.suggestion, "\"auto\"");
  EXPECT_EQ(v.keyword, "oneOf");
  EXPECT_EQ(detail(R"({"anyOf": [{"const": "auto"}, {"type": "integer"}]})", R"("x")"),
            "Expected \"auto\", or an integer; found \"x\".");
}

TEST(explanation, of_alternatives_the_nearest_speaks) {
  constexpr std::string_view schema = R"({"anyOf": [
    {"type": "string"},
    {"type": "object", "properties": {"kind": {"const": "circle"}, "radius": {"type": "number"}},
     "required": ["kind", "radius"]},
    {"type": "object", "properties": {"kind": {"const": "square"}, "side": {"type": "number"},
     "color": {"type": "string"}},
     "required": ["kind", "side", "color"]}]})";
  const std::vector<violation> all = violations(schema, R"({"kind": "square", "side": "1", "color": 5})");
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].pointer, "/side");
  EXPECT_EQ(all[1].pointer, "/color");
}

TEST(explanation, several_matches_of_one_of_are_named) {
  EXPECT_EQ(detail(R"({"oneOf": [{"minimum": 1}, {"type": "string"}, {"minimum": 2}]})", "3"),
            "Expected exactly one of the 3 alternatives to match; these do: 1, 3.");
}

TEST(explanation, conditions_speak_through_their_branch) {
  constexpr std::string_view schema = R"({"if": {"properties": {"a": {"const": 1}}},
    "then": {"required": ["b"]}, "else": {"required": ["c"]}})";
  EXPECT_EQ(only_violation(schema, R"({"a": 1})").schema_pointer, "/then/required");
  EXPECT_EQ(only_violation(schema, R"({"a": 2})").schema_pointer, "/else/required");
}

TEST(explanation, comes_in_document_order_without_repetition) {
  constexpr std::string_view schema = R"({"allOf": [{"$ref": "#/$defs/x"}, {"$ref": "#/$defs/x"}],
    "$defs": {"x": {"properties": {"z": {"type": "string"}, "a": {"items": {"type": "string"}}}}}})";
  const std::vector<violation> all = violations(schema, R"({"a": ["", 1, "", 2], "z": 3})");
  std::vector<std::string> pointers;
  for (const violation& v : all)
    pointers.push_back(v.pointer);
  EXPECT_EQ(pointers, (std::vector<std::string>{"/a/1", "/a/3", "/z"}));
}

TEST(explanation, stops_at_the_wanted_number) {
  const validator v = compiled(R"({"items": {"type": "string"}})");
  json::array many(10'000, json::value(1));
  EXPECT_EQ(v.check(many, 5).size(), 5U);
  EXPECT_TRUE(v.check(many, 0).empty());
  EXPECT_EQ(v.check(many).size(), 100U);
}

TEST(explanation, points_into_other_documents_by_their_uri) {
  registry documents;
  ASSERT_TRUE(documents.add("https://example.com/other", parsed(R"({"$defs": {"a": {"type": "string"}}})")));
  compile_options options;
  options.documents = &documents;
  EXPECT_EQ(only_violation(R"({"$ref": "https://example.com/other#/$defs/a"})", "1", options).schema_pointer,
            "https://example.com/other#/$defs/a/type");
}

TEST(explanation, becomes_a_finding) {
  const finding f =
      to_finding(only_violation(R"({"properties": {"a": {"enum": ["on"]}}})", R"({"a": "no"})"));
  EXPECT_EQ(f.pointer, "/a");
  EXPECT_EQ(f.detail, "Expected \"on\"; found \"no\".");
  EXPECT_EQ(f.expected, "\"on\"");
}

} // namespace
} // namespace http_task::schema
