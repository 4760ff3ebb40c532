#include "description/openapi_schema.hpp"

#include "documents.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace http_task::description {
namespace {

using test::value_of;

struct translation {
  json::value schema;
  json::object defs;
  std::vector<finding> warnings;
};

translation translate(std::string_view schema, std::string_view components = "{}",
                      direction d = direction::request, bool one_direction = true) {
  const json::value root =
      json::object{{"s", value_of(schema)}, {"components", json::object{{"schemas", value_of(components)}}}};
  const whole_document source(root);
  definitions defs(source, openapi_version::v3_0, one_direction, purpose::describe, 10'000);
  warning_list warnings(100);
  translation t;
  t.schema = translate_schema(*json::find(root, "/s"), trail("/s"), d, {}, defs, warnings);
  t.defs = defs.translate_all(warnings);
  t.warnings = std::move(warnings).take();
  return t;
}

void expect(std::string_view source, std::string_view expected) {
  const translation t = translate(source);
  EXPECT_EQ(json::write(t.schema), json::write(value_of(expected))) << source;
  EXPECT_TRUE(t.warnings.empty()) << source << ": " << t.warnings.front().detail;
}

TEST(schema, nullable_allows_null) {
  expect(R"({"type": "string", "nullable": true})", R"({"type": ["string", "null"]})");
  expect(R"({"type": "string", "nullable": false})", R"({"type": "string"})");
  expect(R"({"type": "string", "enum": ["a"], "nullable": true})",
         R"({"type": ["string", "null"], "enum": ["a", null]})");
  expect(R"({"enum": ["a", null], "nullable": true})", R"({"enum": ["a", null]})");
  expect(R"({"nullable": true})", "{}");
  expect(R"({"description": "d", "nullable": true, "oneOf": [{"type": "string"}]})",
         R"({"description": "d", "anyOf": [{"oneOf": [{"type": "string"}]}, {"type": "null"}]})");
}

TEST(schema, boolean_limits_become_numbers) {
  expect(R"({"minimum": 1, "exclusiveMinimum": true})", R"({"minimum": 1, "exclusiveMinimum": 1})");
  expect(R"({"maximum": 2.5, "exclusiveMaximum": true})", R"({"maximum": 2.5, "exclusiveMaximum": 2.5})");
  expect(R"({"minimum": 1, "exclusiveMinimum": false})", R"({"minimum": 1})");
  expect(R"({"exclusiveMinimum": 3})", R"({"exclusiveMinimum": 3})");
}

TEST(schema, example_becomes_examples_and_foreign_keywords_go) {
  expect(R"({"type": "string", "format": "uuid", "example": "x"})",
         R"({"type": "string", "format": "uuid", "examples": ["x"]})");
  expect(R"({"type": "object", "discriminator": {"propertyName": "t"}, "xml": {"name": "x"}, "x-a": 1,
             "externalDocs": {"url": "u"}, "patternProperties": {"a": {}}})",
         R"({"type": "object"})");
}

TEST(schema, subschemas_are_translated_wherever_they_are) {
  expect(
      R"({"type": "object", "properties": {"a": {"nullable": true, "type": "string"}, "$ref": {"type": "string"}},
             "additionalProperties": {"type": "integer", "example": 1}, "not": {"nullable": true, "type": "number"}})",
      R"({"type": "object", "properties": {"a": {"type": ["string", "null"]}, "$ref": {"type": "string"}},
             "additionalProperties": {"type": "integer", "examples": [1]}, "not": {"type": ["number", "null"]}})");
  expect(R"({"type": "array", "items": {"allOf": [{"example": 1}]}})",
         R"({"type": "array", "items": {"allOf": [{"examples": [1]}]}})");
  expect(R"({"additionalProperties": false})", R"({"additionalProperties": false})");
}

TEST(schema, what_looks_like_a_schema_in_data_stays_as_it_is) {
  expect(R"({"default": {"$ref": "#/x", "nullable": true}, "enum": [{"$ref": "#/x", "nullable": true}]})",
         R"({"default": {"$ref": "#/x", "nullable": true}, "enum": [{"$ref": "#/x", "nullable": true}]})");
}

TEST(schema, malformed_keywords_are_left_out_with_a_pointer) {
  const translation t =
      translate(R"({"type": "any", "minLength": -1, "maxLength": "5", "properties": [], "required": true,
      "enum": [], "pattern": 5, "items": 3, "multipleOf": 0, "allOf": [], "title": {}, "uniqueItems": "yes"})");
  EXPECT_EQ(json::write(t.schema), R"({"items":true})");
  std::vector<std::string> pointers;
  for (const finding& f : t.warnings)
    pointers.push_back(f.pointer);
  for (const char* expected :
       {"/s/type", "/s/minLength", "/s/maxLength", "/s/properties", "/s/required", "/s/enum", "/s/pattern",
        "/s/items", "/s/multipleOf", "/s/allOf", "/s/title", "/s/uniqueItems"})
    EXPECT_NE(std::ranges::find(pointers, expected), pointers.end()) << expected;
}

TEST(schema, a_pattern_that_is_none_is_left_out) {
  const translation t = translate(R"({"pattern": "[/\\000-\\037]+("})");
  EXPECT_EQ(json::write(t.schema), "{}");
  ASSERT_EQ(t.warnings.size(), 1U);
  EXPECT_EQ(t.warnings[0].pointer, "/s/pattern");
  expect(R"({"pattern": "^(?!a)b"})", R"({"pattern": "^(?!a)b"})");
}

TEST(schema, defaults_fit_or_go) {
  expect(R"({"type": "integer", "default": "10"})", R"({"type": "integer", "default": 10})");
  expect(R"({"type": "boolean", "default": "true"})", R"({"type": "boolean", "default": true})");
  expect(R"({"type": "string", "nullable": true, "default": null})",
         R"({"type": ["string", "null"], "default": null})");
  expect(R"({"type": "number", "default": 1})", R"({"type": "number", "default": 1})");
  for (const char* bad : {R"({"type": "integer", "default": "ten"})", R"({"type": "string", "default": 5})",
                          R"({"type": "string", "enum": ["a"], "default": "b"})"}) {
    const translation t = translate(bad);
    EXPECT_FALSE(t.schema.get_object().contains("default")) << bad;
    ASSERT_EQ(t.warnings.size(), 1U) << bad;
    EXPECT_EQ(t.warnings[0].pointer, "/s/default");
  }
}

TEST(schema, references_become_definitions_once_and_only_those_that_are_reached) {
  const translation t = translate(
      R"({"properties": {"a": {"$ref": "#/components/schemas/A"}, "b": {"$ref": "#/components/schemas/A"}}})",
      R"({"A": {"type": "object", "properties": {"b": {"$ref": "#/components/schemas/B"}}}, "B": {"type": "string"},
          "C": {"type": "number"}})");
  EXPECT_EQ(json::write(t.schema), R"({"properties":{"a":{"$ref":"#/$defs/A"},"b":{"$ref":"#/$defs/A"}}})");
  EXPECT_EQ(json::write(t.defs),
            R"({"A":{"type":"object","properties":{"b":{"$ref":"#/$defs/B"}}},"B":{"type":"string"}})");
}

TEST(schema, beside_a_reference_only_words_and_nullable_count) {
  const std::string_view components = R"({"A": {"type": "object"}})";
  EXPECT_EQ(json::write(translate(R"({"$ref": "#/components/schemas/A", "type": "object", "minLength": 5})",
                                  components)
                            .schema),
            R"({"$ref":"#/$defs/A"})");
  EXPECT_EQ(
      json::write(
          translate(R"({"$ref": "#/components/schemas/A", "nullable": true, "description": "d"})", components)
              .schema),
      R"({"anyOf":[{"$ref":"#/$defs/A"},{"type":"null"}],"description":"d"})");
}

TEST(schema, names_of_definitions_are_plain_and_distinct) {
  const translation t = translate(
      R"({"properties": {"a": {"$ref": "#/components/schemas/A%20B"}, "b": {"$ref": "#/components/schemas/A~1B"},
          "c": {"$ref": "#/components/schemas/P/properties/q"}}})",
      R"({"A B": {"type": "string"}, "A/B": {"type": "number"}, "P": {"properties": {"q": {"type": "boolean"}}}})");
  EXPECT_EQ(json::write(t.defs),
            R"({"A_B":{"type":"string"},"A_1B":{"type":"number"},"P_properties_q":{"type":"boolean"}})");
  const translation same = translate(
      R"({"properties": {"a": {"$ref": "#/components/schemas/A!"}, "b": {"$ref": "#/components/schemas/A$"}}})",
      R"({"A!": {"type": "string"}, "A$": {"type": "number"}})");
  EXPECT_EQ(same.defs.size(), 2U);
}

TEST(schema, recursion_is_kept) {
  const translation t = translate(
      R"({"$ref": "#/components/schemas/Tree"})",
      R"({"Tree": {"properties": {"children": {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}}}}})");
  EXPECT_EQ(json::write(t.defs),
            R"({"Tree":{"properties":{"children":{"type":"array","items":{"$ref":"#/$defs/Tree"}}}}})");
  EXPECT_TRUE(t.warnings.empty());
}

TEST(schema, circles_without_meaning_are_cut_with_a_warning) {
  for (
      const char* components :
      {R"({"A": {"$ref": "#/components/schemas/B"}, "B": {"$ref": "#/components/schemas/A"}})",
       R"({"A": {"allOf": [{"$ref": "#/components/schemas/A"}]}})",
       R"({"A": {"allOf": [{"$ref": "#/components/schemas/B"}]}, "B": {"anyOf": [{"not": {"$ref": "#/components/schemas/A"}}]}})"}) {
    const translation t = translate(R"({"$ref": "#/components/schemas/A"})", components);
    EXPECT_EQ(t.warnings.size(), 1U) << components;
    EXPECT_EQ(json::write(t.schema).find("components"), std::string::npos);
    EXPECT_EQ(json::write(t.defs).find("components"), std::string::npos);
  }
}

TEST(schema, references_that_lead_nowhere_allow_any_value) {
  for (const char* ref :
       {"other.yaml#/A", "https://example.com/a.json", "#/components/schemas/None", "#/%%%"}) {
    const translation t = translate("{\"properties\": {\"a\": {\"$ref\": \"" + std::string(ref) + "\"}}}");
    EXPECT_EQ(json::write(t.schema), R"({"properties":{"a":true}})") << ref;
    ASSERT_EQ(t.warnings.size(), 1U) << ref;
    EXPECT_EQ(t.warnings[0].pointer, "/s/properties/a");
  }
}

TEST(schema, members_of_the_other_direction_are_dropped) {
  const std::string_view source =
      R"({"type": "object", "required": ["id", "password", "name"], "properties": {
      "id": {"type": "integer", "readOnly": true}, "password": {"type": "string", "writeOnly": true},
      "name": {"type": "string"}}})";
  EXPECT_EQ(
      json::write(translate(source, "{}", direction::request, false).schema),
      R"({"type":"object","required":["password","name"],"properties":{"password":{"type":"string","writeOnly":true},"name":{"type":"string"}}})");
  EXPECT_EQ(
      json::write(translate(source, "{}", direction::response, false).schema),
      R"({"type":"object","required":["id","name"],"properties":{"id":{"type":"integer","readOnly":true},"name":{"type":"string"}}})");
}

TEST(schema, a_definition_for_each_direction_where_they_differ) {
  const json::value root = value_of(R"({"components": {"schemas": {"A": {"required": ["id"], "properties": {
      "id": {"type": "integer", "readOnly": true}}}}}, "s": {"properties": {"a": {"$ref": "#/components/schemas/A"}}}})");
  const whole_document source(root);
  definitions defs(source, openapi_version::v3_0, false, purpose::describe, 1'000);
  warning_list warnings(10);
  const json::value& s = *json::find(root, "/s");
  const json::value request = translate_schema(s, trail("/s"), direction::request, {}, defs, warnings);
  const json::value response = translate_schema(s, trail("/s"), direction::response, {}, defs, warnings);
  EXPECT_EQ(json::write(request), R"({"properties":{"a":{"$ref":"#/$defs/A.request"}}})");
  EXPECT_EQ(json::write(response), R"({"properties":{"a":{"$ref":"#/$defs/A"}}})");
  EXPECT_EQ(
      json::write(defs.translate_all(warnings)),
      R"({"A.request":{"properties":{}},"A":{"required":["id"],"properties":{"id":{"type":"integer","readOnly":true}}}})");
}

TEST(schema, beyond_the_budget_any_value_is_allowed) {
  std::string properties;
  for (int i = 0; i < 1'000; ++i)
    properties += (i ? ",\"p" : "\"p") + std::to_string(i) + "\":{\"type\":\"string\"}";
  const json::value root = value_of("{\"properties\":{" + properties + "}}");
  const whole_document source(root);
  definitions defs(source, openapi_version::v3_0, true, purpose::describe, 100);
  warning_list warnings(10);
  const json::value out = translate_schema(root, trail(""), direction::request, {}, defs, warnings);
  EXPECT_EQ(json::write(*json::find(out, "/properties/p999")), "true");
  EXPECT_NE(json::write(*json::find(out, "/properties/p1")), "true");
  EXPECT_EQ(std::move(warnings).take().size(), 1U);
}

} // namespace
} // namespace http_task::description
