// OpenAPI 2.0 documents, from what they hand in to what a description says.

#include "documents.hpp"

#include <gtest/gtest.h>

namespace http_task::description {
namespace {

using test::at;

std::string swagger(
    std::string_view operation, std::string_view more = {},
    std::string_view host = R"("host": "pets.example", "basePath": "/v1/", "schemes": ["http", "https"])") {
  return R"({"swagger": "2.0", "info": {"title": "Pets", "version": "1"}, )" + std::string(host) +
         R"(, "paths": {"/a/{id}": {"post": )" + std::string(operation) + "}}" + std::string(more) + "}";
}

endpoint described(std::string_view operation, std::string_view more = {}) {
  return test::only_endpoint(swagger(operation, more));
}

TEST(swagger, servers_are_schemes_host_and_base_path) {
  const endpoint e = described("{}");
  EXPECT_EQ(e.id, "pets.example:POST:/a/{id}");
  EXPECT_EQ(
      at(e, "/properties/uri"),
      R"({"type":"string","default":"https://pets.example/v1/a/{id}","examples":["http://pets.example/v1/a/{id}"]})");
  EXPECT_EQ(at(described(R"({"schemes": ["http"]})"), "/properties/uri/default"),
            R"("http://pets.example/v1/a/{id}")");
  const api relative = test::read(swagger("{}", "", R"("basePath": "v2")"));
  EXPECT_EQ(relative.id, "pets");
  EXPECT_EQ(at(relative.describe(0), "/properties/uri/default"), R"("/v2/a/{id}")");
  ASSERT_FALSE(relative.warnings.empty());
  EXPECT_EQ(relative.warnings[0].pointer, "/host");
}

TEST(swagger, parameters_are_schemas_in_themselves) {
  const endpoint e = described(R"({"parameters": [
      {"name": "id", "in": "path", "required": true, "type": "integer", "format": "int64", "description": "Its id."},
      {"name": "csv", "in": "query", "type": "array", "items": {"type": "string"}},
      {"name": "multi", "in": "query", "type": "array", "items": {"type": "string"}, "collectionFormat": "multi"},
      {"name": "pipes", "in": "query", "type": "array", "items": {"type": "string"}, "collectionFormat": "pipes"},
      {"name": "X-N", "in": "header", "type": "string", "enum": ["a"], "x-example": "a", "x-nullable": true}]})");
  EXPECT_EQ(at(e, "/properties/pathParameters/properties/id"),
            R"({"type":"integer","format":"int64","description":"Its id."})");
  EXPECT_EQ(at(e, "/properties/headers/properties/X-N"),
            R"({"type":["string","null"],"enum":["a",null],"examples":["a"]})");
  EXPECT_EQ(at(e, "/properties/parameterStyles/const"),
            R"({"queryParameters":{"csv":{"explode":false},"pipes":{"style":"pipeDelimited"}}})");
  EXPECT_TRUE(e.warnings.empty()) << e.warnings[0].detail;
}

TEST(swagger, a_collection_format_that_cannot_be_written_is_said) {
  const endpoint e = described(R"({"parameters": [
      {"name": "t", "in": "query", "type": "array", "items": {"type": "string"}, "collectionFormat": "tsv"}]})");
  ASSERT_EQ(e.warnings.size(), 1U);
  EXPECT_EQ(e.warnings[0].pointer, "/paths/~1a~1{id}/post/parameters/0");
}

TEST(swagger, a_body_is_a_parameter) {
  const endpoint e =
      described(R"({"consumes": ["text/xml", "application/json"], "parameters": [
      {"name": "pet", "in": "body", "required": true, "description": "A pet.", "schema": {"$ref": "#/definitions/Pet"}}]})",
                R"(, "definitions": {"Pet": {"type": "object", "properties": {"name": {"type": "string"},
      "friend": {"$ref": "#/definitions/Pet"}}}})");
  EXPECT_EQ(at(e, "/properties/body/properties/friend"), R"({"$ref":"#/$defs/Pet"})");
  EXPECT_EQ(at(e, "/properties/body/description"), R"("A pet.")");
  EXPECT_EQ(at(e, "/endpoint/requestBody"),
            R"({"required":true,"contentTypes":["application/json","text/xml"]})");
  EXPECT_EQ(at(e, "/properties/headers/properties/Content-Type/default"), R"("application/json")");
  EXPECT_EQ(at(e, "/endpoint/origin/settings/~1body"), R"("/paths/~1a~1{id}/post/parameters/0")");
  EXPECT_EQ(e.parameters, (std::vector<std::string>{"name", "friend"}));
}

TEST(swagger, form_parameters_make_a_form) {
  const endpoint form = described(R"({"parameters": [
      {"name": "a", "in": "formData", "type": "string", "required": true}, {"name": "b", "in": "formData", "type": "integer"}]})");
  EXPECT_EQ(
      at(form, "/properties/body"),
      R"({"type":"object","required":["a"],"properties":{"a":{"type":"string"},"b":{"type":"integer"}}})");
  EXPECT_EQ(at(form, "/endpoint/requestBody/contentTypes"), R"(["application/x-www-form-urlencoded"])");
  const endpoint file = described(R"({"consumes": ["application/x-www-form-urlencoded"], "parameters": [
      {"name": "f", "in": "formData", "type": "file"}]})");
  EXPECT_EQ(at(file, "/endpoint/requestBody/contentTypes"), R"(["multipart/form-data"])");
  EXPECT_EQ(at(file, "/properties/body/properties/f/anyOf/0"), R"({"type":"string","format":"binary"})");
  EXPECT_EQ(at(file, "/properties/body/properties/f/anyOf/1/properties/file"), R"({"type":"string"})");
}

TEST(swagger, responses_take_their_media_type_from_produces) {
  const endpoint e = described(
      R"({"responses": {"200": {"description": "ok", "schema": {"$ref": "#/definitions/Pet"},
      "examples": {"application/json": {"name": "Rex"}}}, "404": {"description": "none"}}})",
      R"(, "produces": ["application/xml", "application/json"], "definitions": {"Pet": {"type": "object"}})");
  EXPECT_EQ(
      at(e, "/endpoint/responses/200"),
      R"({"description":"ok","contentType":"application/json","contentTypes":["application/xml","application/json"],"schema":{"$ref":"#/$defs/Pet"},"examples":[{"name":"Rex"}]})");
  EXPECT_EQ(at(e, "/endpoint/responses/404"), R"({"description":"none"})");
}

TEST(swagger, security_is_told_in_the_words_of_3) {
  const std::string_view definitions =
      R"(, "security": [{"oauth": ["read"]}, {"basic": []}], "securityDefinitions": {
      "basic": {"type": "basic"}, "oauth": {"type": "oauth2", "flow": "accessCode", "tokenUrl": "https://t",
      "authorizationUrl": "https://a", "scopes": {"read": "Reads."}}})";
  const endpoint e = described("{}", definitions);
  EXPECT_EQ(at(e, "/properties/authentication/default"),
            R"({"type":"bearer","token":"${secrets.PETS_ACCESS_TOKEN}"})");
  EXPECT_EQ(
      at(e, "/endpoint/securitySchemes/oauth"),
      R"({"type":"oauth2","flows":{"authorizationCode":{"authorizationUrl":"https://a","tokenUrl":"https://t","scopes":{"read":"Reads."}}}})");
  EXPECT_EQ(at(e, "/endpoint/securitySchemes/basic"), R"({"type":"http","scheme":"basic"})");
  EXPECT_EQ(at(e, "/endpoint/scopes"), R"([{"name":"read"}])");
}

TEST(swagger, a_version_that_yaml_made_a_number_is_known) {
  EXPECT_TRUE(read_document(R"({"swagger": 2.0, "host": "a.example", "paths": {"/a": {"get": {}}}})"));
}

} // namespace
} // namespace http_task::description
