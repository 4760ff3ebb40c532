// What OpenAPI 3.1 and 3.2 have beyond 3.0.

#include "documents.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace http_task::description {
namespace {

using test::at;

std::string document(std::string_view version, std::string_view paths, std::string_view more = {}) {
  return R"({"openapi": ")" + std::string(version) + R"(", "info": {"title": "Pets", "version": "1"},
             "servers": [{"url": "https://pets.example"}], "paths": )" +
         std::string(paths) + std::string(more) + "}";
}

// The translation of a schema of a 3.1 document; "#/components/schemas/A" is there to refer to.
std::string translated(std::string_view schema) {
  const endpoint e = test::only_endpoint(
      document("3.1.1",
               R"({"/a": {"get": {"responses": {"200": {"description": "", "content": {"application/json":
      {"schema": )" +
                   std::string(schema) + "}}}}}}}",
               R"(, "components": {"schemas": {"A": {"type": "object"}}})"));
  return at(e, "/endpoint/responses/200/schema");
}

void expect_same(std::string_view schema) {
  EXPECT_EQ(translated(schema), json::write(test::value_of(schema)));
}

TEST(openapi_3_1, schemas_are_json_schema) {
  expect_same(R"({"type":["string","null"],"const":"a","examples":["a"]})");
  expect_same(
      R"({"prefixItems":[{"type":"string"}],"items":false,"contains":{"type":"integer"},"minContains":1})");
  expect_same(R"({"if":{"required":["a"]},"then":{"required":["b"]},"else":false})");
  expect_same(
      R"({"patternProperties":{"^x":{"type":"string"}},"propertyNames":{"pattern":"x"},"unevaluatedProperties":false})");
  expect_same(R"({"dependentRequired":{"a":["b"]},"dependentSchemas":{"a":{"required":["c"]}}})");
  expect_same(
      R"({"contentMediaType":"application/json","contentEncoding":"base64","contentSchema":{"type":"object"}})");
  expect_same(R"({"exclusiveMinimum":1,"exclusiveMaximum":5})");
}

TEST(openapi_3_1, older_words_are_understood) {
  EXPECT_EQ(translated(R"({"type": "string", "nullable": true})"), R"({"type":["string","null"]})");
  EXPECT_EQ(translated(R"({"type": "string", "example": "a"})"), R"({"type":"string","examples":["a"]})");
  EXPECT_EQ(translated(R"({"items": [{"type": "string"}], "additionalItems": false})"),
            R"({"prefixItems":[{"type":"string"}],"items":false})");
  EXPECT_EQ(translated(R"({"dependencies": {"a": ["b"], "c": {"type": "object"}}})"),
            R"({"dependentRequired":{"a":["b"]},"dependentSchemas":{"c":{"type":"object"}}})");
}

TEST(openapi_3_1, what_stands_beside_a_reference_counts) {
  EXPECT_EQ(translated(R"({"$ref": "#/components/schemas/A", "required": ["a"], "description": "d"})"),
            R"({"required":["a"],"description":"d","$ref":"#/$defs/A"})");
  EXPECT_EQ(translated(R"({"$dynamicRef": "#/components/schemas/A"})"), R"({"$ref":"#/$defs/A"})");
}

TEST(openapi_3_1, a_discriminator_makes_alternatives_exclude_each_other) {
  const endpoint e = test::only_endpoint(document(
      "3.1.0",
      R"({"/a": {"get": {"responses": {"200": {"description": "", "content": {"application/json": {"schema":
      {"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}, {"$ref": "#/components/schemas/Own"}],
       "discriminator": {"propertyName": "kind", "mapping": {"c": "#/components/schemas/Cat", "k": "Cat"}}}}}}}}}})",
      R"(, "components": {"schemas": {"Cat": {"type": "object"}, "Dog": {"type": "object"},
      "Own": {"properties": {"kind": {"const": "own"}}}}})"));
  const std::string of = "/endpoint/responses/200/schema/oneOf/";
  EXPECT_EQ(at(e, of + "0"),
            R"({"$ref":"#/$defs/Cat","required":["kind"],"properties":{"kind":{"enum":["c","k"]}}})");
  EXPECT_EQ(at(e, of + "1/properties"), R"({"kind":{"enum":["Dog"]}})");
  EXPECT_EQ(at(e, of + "2"), R"({"$ref":"#/$defs/Own"})");
}

TEST(openapi_3_1, webhooks_and_callbacks_are_left_out_by_name) {
  const api a = test::read(document("3.1.0", R"({"/a": {"post": {"callbacks": {"done": {}}}}})",
                                    R"(, "webhooks": {"petAdded": {"post": {}}})"));
  std::vector<std::string> pointers;
  for (const finding& f : a.warnings)
    pointers.push_back(f.pointer);
  EXPECT_EQ(pointers, (std::vector<std::string>{"/webhooks/petAdded", "/paths/~1a/post/callbacks/done"}));
  EXPECT_NE(a.warnings[0].detail.find("petAdded"), std::string::npos);
  const result<api> none =
      read_document(R"({"openapi": "3.1.0", "info": {"title": "Hooks"}, "webhooks": {"a": {}}})");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().findings.size(), 3U);
}

TEST(openapi_3_1, an_unknown_dialect_is_said) {
  const std::string paths = R"({"/a": {"get": {}}})";
  const auto warned = [&](std::string_view uri) {
    const api a =
        test::read(document("3.1.0", paths, R"(, "jsonSchemaDialect": ")" + std::string(uri) + "\""));
    return !a.warnings.empty() && a.warnings[0].pointer == "/jsonSchemaDialect";
  };
  EXPECT_FALSE(warned("https://spec.openapis.org/oas/3.1/dialect/base"));
  EXPECT_FALSE(warned("https://json-schema.org/draft/2020-12/schema"));
  EXPECT_TRUE(warned("https://example.com/own"));
}

TEST(openapi_3_2, has_more_methods) {
  const api a = test::read(document("3.2.0", R"({"/a": {"query": {"operationId": "q"},
      "additionalOperations": {"COPY": {"operationId": "c"}, "Odd": {}}}})"));
  ASSERT_EQ(a.endpoints.size(), 2U);
  EXPECT_EQ(a.endpoints[0].method, "QUERY");
  EXPECT_EQ(a.endpoints[1].method, "COPY");
  EXPECT_EQ(at(a.describe(1), "/endpoint/origin/pointer"), R"("/paths/~1a/additionalOperations/COPY")");
  ASSERT_EQ(a.warnings.size(), 1U);
  EXPECT_EQ(a.warnings[0].pointer, "/paths/~1a/additionalOperations/Odd");
  EXPECT_FALSE(read_document(document("3.1.0", R"({"/a": {"query": {}}})")));
}

TEST(openapi_3_2, sequences_have_a_schema_for_each_item) {
  const endpoint e = test::only_endpoint(document("3.2.0", R"({"/a": {"post": {
      "requestBody": {"content": {"application/jsonl": {"itemSchema": {"type": "object"}}}},
      "responses": {"200": {"description": "", "content": {"text/event-stream": {"itemSchema": {"type": "string"}}}}}}}})"));
  EXPECT_EQ(at(e, "/endpoint/requestBody/itemSchema"), R"({"type":"object"})");
  EXPECT_EQ(at(e, "/properties/body"), R"({"type":"string","contentMediaType":"application/jsonl"})");
  EXPECT_EQ(at(e, "/endpoint/responses/200/itemSchema"), R"({"type":"string"})");
  EXPECT_EQ(at(e, "/properties/accept/default"), R"("text/event-stream")");
}

TEST(openapi_3_2, a_query_string_that_is_a_form_is_its_parameters) {
  const endpoint e = test::only_endpoint(
      document("3.2.0", R"({"/a": {"get": {"parameters": [{"name": "q", "in": "querystring",
      "content": {"application/x-www-form-urlencoded": {"schema": {"type": "object", "required": ["a"],
      "properties": {"a": {"type": "string"}}}}}}]}}})"));
  EXPECT_EQ(at(e, "/properties/queryParameters"),
            R"({"type":"object","required":["a"],"properties":{"a":{"type":"string"}}})");
}

TEST(openapi_3_2, media_types_may_be_references) {
  const endpoint e = test::only_endpoint(document(
      "3.2.0",
      R"({"/a": {"get": {"responses": {"200": {"description": "", "content": {"application/json": {"$ref": "#/components/mediaTypes/M"}}}}}}})",
      R"(, "components": {"mediaTypes": {"M": {"schema": {"type": "object"}, "examples": {"a": {"dataValue": {"x": 1}}}}}})"));
  EXPECT_EQ(
      at(e, "/endpoint/responses/200"),
      R"({"description":"","contentType":"application/json","schema":{"type":"object"},"examples":[{"x":1}]})");
}

} // namespace
} // namespace http_task::description
