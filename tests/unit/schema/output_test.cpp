// The output forms of the specification: which units there are, and where.
#include "support.hpp"

#include "json/pointer.hpp"
#include "json/write.hpp"

#include <gtest/gtest.h>

#include <string>

namespace http_task::schema {
namespace {

json::value output_of(std::string_view schema, std::string_view instance, output_form form) {
  compile_options options;
  options.annotations = true;
  return compiled(schema, options).output(parsed(instance), form);
}

std::string text_at(const json::value& v, std::string_view pointer) {
  const json::value* found = json::find(v, pointer);
  return found ? found->is_string() ? std::string(json::view(found->get_string())) : json::write(*found)
               : "nothing";
}

// The example of 2020-12 core, section 12.4.
constexpr std::string_view polygon = R"({
  "$id": "https://example.com/polygon", "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$defs": {"point": {"type": "object", "properties": {"x": {"type": "number"}, "y": {"type": "number"}},
    "additionalProperties": false, "required": ["x", "y"]}},
  "type": "array", "items": {"$ref": "#/$defs/point"}, "minItems": 3})";
constexpr std::string_view two_points = R"([{"x": 2.5, "y": 1.3}, {"x": 1, "z": 6.7}])";

TEST(output, flag_is_the_verdict_alone) {
  EXPECT_EQ(json::write(output_of("{}", "1", output_form::flag)), R"({"valid":true})");
  EXPECT_EQ(json::write(output_of("false", "1", output_form::flag)), R"({"valid":false})");
}

TEST(output, basic_lists_what_failed) {
  const json::value o = output_of(polygon, two_points, output_form::basic);
  EXPECT_EQ(text_at(o, "/valid"), "false");
  ASSERT_EQ(json::find(o, "/errors")->as_array().size(), 3U) << json::write(o);
  EXPECT_EQ(text_at(o, "/errors/0/keywordLocation"), "/minItems");
  EXPECT_EQ(text_at(o, "/errors/0/error"), "Expected at least 3 items; found 2.");
  EXPECT_EQ(text_at(o, "/errors/1/keywordLocation"), "/items/$ref/required");
  EXPECT_EQ(text_at(o, "/errors/1/absoluteKeywordLocation"),
            "https://example.com/polygon#/$defs/point/required");
  EXPECT_EQ(text_at(o, "/errors/1/instanceLocation"), "/1");
  EXPECT_EQ(text_at(o, "/errors/2/keywordLocation"), "/items/$ref/additionalProperties");
  EXPECT_EQ(text_at(o, "/errors/2/instanceLocation"), "/1/z");
}

TEST(output, detailed_nests_and_leaves_out_units_with_one_child) {
  const json::value o = output_of(polygon, two_points, output_form::detailed);
  EXPECT_EQ(text_at(o, "/keywordLocation"), "");
  ASSERT_EQ(json::find(o, "/errors")->as_array().size(), 2U) << json::write(o);
  EXPECT_EQ(text_at(o, "/errors/0/keywordLocation"), "/minItems");
  EXPECT_EQ(text_at(o, "/errors/1/keywordLocation"), "/items/$ref");
  EXPECT_EQ(text_at(o, "/errors/1/instanceLocation"), "/1");
  EXPECT_EQ(text_at(o, "/errors/1/errors/0/keywordLocation"), "/items/$ref/required");
  EXPECT_EQ(text_at(o, "/errors/1/errors/1/instanceLocation"), "/1/z");
}

TEST(output, a_valid_instance_has_annotations_of_what_applied_and_held) {
  const json::value o = output_of(
      R"({"title": "a thing", "unknown": 1, "anyOf": [{"title": "left", "type": "string"}, {"title": "right"}],
          "properties": {"a": {"description": "the a", "format": "int32"}}})",
      R"({"a": 1})", output_form::basic);
  EXPECT_EQ(text_at(o, "/valid"), "true");
  std::string all;
  for (const json::value& unit : json::find(o, "/annotations")->as_array())
    all += text_at(unit, "/keywordLocation") + " @" + text_at(unit, "/instanceLocation") + " = " +
           text_at(unit, "/annotation") + "; ";
  EXPECT_EQ(
      all,
      "/properties @ = [\"a\"]; /properties/a/description @/a = the a; /properties/a/format @/a = int32; "
      "/anyOf/1/title @ = right; /title @ = a thing; /unknown @ = 1; ");
}

TEST(output, arrays_and_unevaluated_members_are_annotated) {
  const json::value o = output_of(
      R"({"prefixItems": [true], "items": {"type": "object", "unevaluatedProperties": true}, "contains": {"const": 1}})",
      R"([1, {"b": 2}])", output_form::basic);
  std::string all;
  for (const json::value& unit : json::find(o, "/annotations")->as_array())
    all += text_at(unit, "/keywordLocation") + " = " + text_at(unit, "/annotation") + "; ";
  EXPECT_EQ(all,
            "/prefixItems = 0; /items = true; /items/unevaluatedProperties = [\"b\"]; /contains = [0]; ");
}

TEST(output, conditions_and_names_have_their_places) {
  const json::value o = output_of(
      R"({"if": {"required": ["a"]}, "then": {"required": ["b"]}, "propertyNames": {"maxLength": 3}})",
      R"({"a": 1, "long": 2})", output_form::basic);
  EXPECT_EQ(text_at(o, "/errors/0/keywordLocation"), "/propertyNames/maxLength");
  EXPECT_EQ(text_at(o, "/errors/0/instanceLocation"), "/long");
  EXPECT_EQ(text_at(o, "/errors/1/keywordLocation"), "/then/required");
}

TEST(output, a_deep_instance_is_cut_not_a_crash) {
  std::string deep = "1";
  for (int i = 0; i < 100; ++i)
    deep = "[" + deep + "]";
  const json::value o =
      output_of(R"({"items": {"$ref": "#"}, "type": "array"})", deep, output_form::detailed);
  EXPECT_EQ(text_at(o, "/valid"), "false");
}

} // namespace
} // namespace http_task::schema
