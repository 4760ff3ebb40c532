#include "documents.hpp"

#include "schema/validator.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace http_task::description {
namespace {

using test::at;
using test::only_endpoint;
using test::openapi;
using test::read;

TEST(openapi, versions_may_be_numbers_of_yaml) {
  const std::string_view rest =
      "info: {title: T, version: 1.0}\nhost: a.example\nservers: [{url: https://a.example}]\n"
      "paths: {/x: {get: {responses: {200: {description: ok}}}}}\n";
  for (const std::string_view version :
       {"swagger: 2.0\n", "openapi: 3.0\n", "openapi: 3.1\n", "openapi: 3.2.0\n"}) {
    const api a = read(std::string(version) + std::string(rest));
    EXPECT_EQ(a.version, "1.0") << version;
    EXPECT_EQ(a.id, "a.example") << version;
  }
  EXPECT_FALSE(read_document("openapi: 3.7\n" + std::string(rest), {}));
}

TEST(openapi, gives_an_outline_of_each_operation) {
  const api a = read(openapi(R"({"/pets/{id}": {"get": {"operationId": "pets.get", "summary": "Get a pet",
      "description": "Gets one pet. It may bark.", "tags": ["pets"], "deprecated": true,
      "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "integer"}}]}}})"));
  EXPECT_EQ(a.id, "pets.example");
  EXPECT_EQ(a.title, "Pets");
  EXPECT_EQ(a.version, "1");
  ASSERT_EQ(a.endpoints.size(), 1U);
  const outline& o = a.endpoints[0];
  EXPECT_EQ(o.id, "pets.example:GET:/pets/{id}");
  EXPECT_EQ(o.api, "pets.example");
  EXPECT_EQ(o.method, "GET");
  EXPECT_EQ(o.path, "/pets/{id}");
  EXPECT_EQ(o.operation_id, "pets.get");
  EXPECT_EQ(o.title, "Get a pet");
  EXPECT_EQ(o.summary, "Gets one pet.");
  EXPECT_EQ(o.tags, std::vector<std::string>{"pets"});
  EXPECT_EQ(o.parameters, std::vector<std::string>{"id"});
  EXPECT_TRUE(o.deprecated);
  const endpoint e = a.describe(0);
  EXPECT_EQ(e.id, o.id);
  EXPECT_EQ(at(e, "/endpoint/deprecated"), "true");
  EXPECT_EQ(at(e, "/endpoint/origin/pointer"), R"("/paths/~1pets~1{id}/get")");
  EXPECT_EQ(
      at(e, "/endpoint/origin/settings"),
      R"({"/method":"/paths/~1pets~1{id}/get","/uri":"/servers/0","/pathParameters/id":"/paths/~1pets~1{id}/get/parameters/0"})");
}

TEST(openapi, finds_a_title_for_every_operation) {
  const api a = read(openapi(R"({"/a": {"get": {"operationId": "get.a"}, "post": {}}})"));
  EXPECT_EQ(a.endpoints[0].title, "get.a");
  EXPECT_EQ(a.endpoints[1].title, "POST /a");
}

TEST(openapi, joins_server_and_path_with_one_slash) {
  const auto uri = [](std::string_view servers) {
    return at(
        only_endpoint(
            R"({"openapi": "3.0.0", "info": {"title": "T"}, "paths": {"/a/{b}": {"get": {}}}, "servers": )" +
            std::string(servers) + "}"),
        "/properties/uri");
  };
  EXPECT_EQ(uri(R"([{"url": "https://x.example/"}])"),
            R"({"type":"string","default":"https://x.example/a/{b}"})");
  EXPECT_EQ(
      uri(R"([{"url": "https://x.example/v1"}, {"url": "https://sandbox.x.example"}])"),
      R"({"type":"string","default":"https://x.example/v1/a/{b}","examples":["https://sandbox.x.example/a/{b}"]})");
  EXPECT_EQ(uri(R"([{"url": "https://{region}.x.example/{v}", "variables": {"region": {"default": "eu"},
                     "v": {"default": "{region}"}}}])"),
            R"({"type":"string","default":"https://eu.x.example/{region}/a/{b}"})");
}

TEST(openapi, says_when_the_server_is_not_named) {
  for (const char* servers : {"[]", R"([{"url": "/api/v3"}])", "null", R"([{}])"}) {
    const api a = read(
        R"({"openapi": "3.0.0", "info": {"title": "Pet Store!"}, "paths": {"/a": {"get": {}}}, "servers": )" +
        std::string(servers) + "}");
    EXPECT_EQ(a.id, "pet-store");
    EXPECT_FALSE(a.warnings.empty()) << servers;
    EXPECT_EQ(at(a.describe(0), "/properties/uri/default").front(), '"');
  }
}

TEST(openapi, servers_of_the_operation_come_before_those_of_the_path_and_of_the_document) {
  const api a = read(openapi(R"({"/a": {"servers": [{"url": "https://path.example"}],
      "get": {"servers": [{"url": "https://operation.example"}]}, "put": {}}})"));
  EXPECT_EQ(at(a.describe(0), "/properties/uri/default"), R"("https://operation.example/a")");
  EXPECT_EQ(at(a.describe(1), "/properties/uri/default"), R"("https://path.example/a")");
}

TEST(openapi, parameters_become_settings) {
  const endpoint e =
      only_endpoint(openapi(R"({"/a/{id}": {
      "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "integer"}},
                     {"name": "q", "in": "query", "schema": {"type": "integer"}}],
      "get": {"parameters": [{"$ref": "#/components/parameters/Q"},
                     {"name": "X-Trace", "in": "header", "required": true, "schema": {"type": "string"}, "example": "t1"},
                     {"name": "Accept", "in": "header", "schema": {"type": "string"}},
                     {"name": "s", "in": "cookie", "required": true, "schema": {"type": "string"}}]}}})",
                            R"(, "components": {"parameters": {"Q": {"name": "q", "in": "query",
      "description": "What to find.", "required": true, "schema": {"type": "string"}}}})"));
  EXPECT_EQ(at(e, "/required"), R"(["method","uri","pathParameters","queryParameters","headers","cookies"])");
  EXPECT_EQ(at(e, "/properties/pathParameters"),
            R"({"type":"object","required":["id"],"properties":{"id":{"type":"integer"}}})");
  EXPECT_EQ(
      at(e, "/properties/queryParameters"),
      R"({"type":"object","required":["q"],"properties":{"q":{"type":"string","description":"What to find."}}})");
  EXPECT_EQ(at(e, "/properties/headers/required"), R"(["X-Trace"])");
  EXPECT_EQ(at(e, "/properties/cookies"),
            R"({"type":"object","required":["s"],"properties":{"s":{"type":"string"}}})");
  EXPECT_EQ(at(e, "/properties/parameterStyles"), "(none)");
  EXPECT_EQ(at(e, "/properties/headers/properties/X-Trace"), R"({"type":"string","examples":["t1"]})");
  EXPECT_EQ(at(e, "/properties/headers/properties/Accept"), "(none)");
  EXPECT_EQ(at(e, "/endpoint/parameters/0"), R"({"name":"id","in":"path","style":"simple","explode":false})");
}

TEST(openapi, styles_become_settings_where_they_differ_from_the_defaults) {
  const endpoint e =
      only_endpoint(openapi(R"({"/a/{id}/{user-id}": {"get": {"parameters": [
      {"name": "id", "in": "path", "required": true, "style": "label", "explode": true,
        "schema": {"type": "array", "items": {"type": "integer"}}},
      {"name": "user-id", "in": "path", "required": true, "style": "matrix", "explode": true,
        "schema": {"type": "string"}},
      {"name": "many", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}},
      {"name": "csv", "in": "query", "explode": false, "schema": {"type": "array", "items": {"type": "string"}}},
      {"name": "one", "in": "query", "explode": false, "schema": {"type": "string"}},
      {"name": "pipes", "in": "query", "style": "pipeDelimited", "schema": {"$ref": "#/components/schemas/L"}},
      {"name": "filter", "in": "query", "style": "deepObject", "explode": true, "required": true, "schema":
        {"type": "object", "required": ["from"], "properties": {"from": {"type": "string"}}}},
      {"name": "page", "in": "query", "schema": {"type": "object", "properties": {"size": {"type": "integer"}}}},
      {"name": "json", "in": "query", "description": "As JSON.", "content": {"application/json": {
        "schema": {"type": "object"}, "example": {"a": 1}}}},
      {"name": "xml", "in": "query", "content": {"application/xml": {"schema": {"type": "object"}}}},
      {"name": "raw", "in": "query", "allowReserved": true, "schema": {"type": "string"}},
      {"name": "X-Ids", "in": "header", "explode": true, "schema": {"type": "object"}},
      {"name": "c", "in": "cookie", "explode": false, "schema": {"type": "array", "items": {}}}]}}})",
                            R"(, "components": {"schemas": {"L": {"type": "array", "items": {}}}})"));
  EXPECT_EQ(
      at(e, "/properties/parameterStyles"),
      R"({"const":{"pathParameters":{"id":{"style":"label","explode":true},"user-id":{"style":"matrix"}},)"
      R"("queryParameters":{"csv":{"explode":false},"pipes":{"style":"pipeDelimited"},)"
      R"("filter":{"style":"deepObject"},"json":{"content":"application/json"},)"
      R"("xml":{"content":"application/xml"},"raw":{"allowReserved":true}},)"
      R"("headers":{"X-Ids":{"style":"simple","explode":true}},"cookies":{"c":{"explode":false}}}})");
  EXPECT_NE(at(e, "/required").find("\"parameterStyles\""), std::string::npos);
  const std::string query = "/properties/queryParameters";
  EXPECT_EQ(at(e, query + "/properties/csv"), R"({"type":"array","items":{"type":"string"}})");
  EXPECT_EQ(at(e, query + "/properties/filter/required"), R"(["from"])");
  EXPECT_EQ(at(e, query + "/properties/page/properties/size"), R"({"type":"integer"})");
  EXPECT_EQ(at(e, query + "/properties/json"),
            R"({"type":"object","description":"As JSON.","examples":[{"a":1}]})");
  EXPECT_EQ(at(e, query + "/properties/xml"), R"({"type":"string","contentMediaType":"application/xml"})");
  EXPECT_EQ(at(e, query + "/required"), R"(["filter"])");
  EXPECT_EQ(at(e, "/endpoint/parameters/8"), R"({"name":"json","in":"query","content":"application/json"})");
  EXPECT_TRUE(e.warnings.empty());
}

TEST(openapi, a_style_that_its_place_does_not_have_is_the_default) {
  const endpoint e = only_endpoint(openapi(R"({"/a": {"get": {"parameters": [
      {"name": "q", "in": "query", "style": "simple", "schema": {"type": "array", "items": {}}},
      {"name": "c", "in": "query", "content": {"json": {}}}]}}})"));
  EXPECT_EQ(at(e, "/properties/parameterStyles"), "(none)");
  ASSERT_EQ(e.warnings.size(), 2U);
  EXPECT_EQ(e.warnings[0].pointer, "/paths/~1a/get/parameters/0");
  EXPECT_NE(e.warnings[0].detail.find("\"simple\"; form is used"), std::string::npos);
}

TEST(openapi, placeholders_that_nobody_declares_are_parameters_all_the_same) {
  const endpoint e = only_endpoint(openapi(R"({"/a/{x}/b/{y}": {"get": {"parameters": [
      {"name": "y", "in": "path", "required": true, "schema": {"type": "integer"}},
      {"name": "z", "in": "path", "required": true, "schema": {"type": "integer"}}]}}})"));
  EXPECT_EQ(
      at(e, "/properties/pathParameters"),
      R"({"type":"object","required":["x","y"],"properties":{"x":{"type":"string"},"y":{"type":"integer"}}})");
  ASSERT_EQ(e.warnings.size(), 1U);
  EXPECT_EQ(e.warnings[0].pointer, "/paths/~1a~1{x}~1b~1{y}/get/parameters/1");
}

TEST(openapi, a_body_brings_its_content_type) {
  const endpoint e =
      only_endpoint(openapi(R"({"/a": {"post": {"requestBody": {"description": "A pet.", "required": true,
      "content": {"text/plain": {}, "application/json": {"schema": {"$ref": "#/components/schemas/Pet", "type": "object"}}}}}}})",
                            R"(, "components": {"schemas": {"Pet": {"type": "object",
      "properties": {"name": {"type": "string"}, "friend": {"$ref": "#/components/schemas/Pet"}}}}})"));
  EXPECT_EQ(at(e, "/required"), R"(["method","uri","headers","body"])");
  EXPECT_EQ(
      at(e, "/properties/headers"),
      R"({"type":"object","required":["Content-Type"],"properties":{"Content-Type":{"type":"string","default":"application/json","examples":["application/json","text/plain"]}}})");
  EXPECT_EQ(at(e, "/properties/body/properties/name"), R"({"type":"string"})");
  EXPECT_EQ(at(e, "/properties/body/description"), R"("A pet.")");
  EXPECT_EQ(at(e, "/$defs/Pet/type"), R"("object")");
  EXPECT_EQ(at(e, "/endpoint/requestBody"),
            R"({"required":true,"contentTypes":["application/json","text/plain"]})");
  EXPECT_EQ(e.parameters, (std::vector<std::string>{"name", "friend"}));
}

TEST(openapi, a_body_with_demanded_members_is_demanded) {
  const endpoint e = only_endpoint(openapi(R"({"/a": {"post": {"requestBody": {"content": {"application/json":
      {"schema": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}}}}}}})"));
  EXPECT_EQ(at(e, "/required"), R"(["method","uri","headers","body"])");
  EXPECT_EQ(at(e, "/endpoint/requestBody/from"), R"("The schema of the body demands name.")");
}

TEST(openapi, responses_stand_by_status) {
  const endpoint e = only_endpoint(openapi(R"({"/a": {"get": {"responses": {
      "200": {"description": "Fine.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"},
              "examples": {"a": {"value": {"id": 1}}, "b": {"$ref": "#/components/examples/B"}}}}},
      "4XX": {"$ref": "#/components/responses/Error"}, "default": {"description": "Else."}, "nonsense": {}, "x-a": 1}}}})",
                                           R"(, "components": {"schemas": {"Pet": {"type": "object"}},
      "examples": {"B": {"value": {"id": 2}}},
      "responses": {"Error": {"description": "Bad.", "content": {"application/problem+json": {"example": {"type": "x"}}}}}})"));
  EXPECT_EQ(
      at(e, "/endpoint/responses/200"),
      R"({"description":"Fine.","contentType":"application/json","schema":{"$ref":"#/$defs/Pet"},"examples":[{"id":1},{"id":2}]})");
  EXPECT_EQ(at(e, "/endpoint/responses/4XX"),
            R"({"description":"Bad.","contentType":"application/problem+json","examples":[{"type":"x"}]})");
  EXPECT_EQ(at(e, "/endpoint/responses/default"), R"({"description":"Else."})");
  EXPECT_EQ(at(e, "/properties/accept"), "(none)");
  ASSERT_EQ(e.warnings.size(), 1U);
  EXPECT_EQ(e.warnings[0].pointer, "/paths/~1a/get/responses/nonsense");
}

TEST(openapi, asks_for_what_the_endpoint_answers_with) {
  const endpoint e = only_endpoint(openapi(
      R"({"/a": {"get": {"responses": {"200": {"description": "", "content": {"text/csv": {}}}}}}})"));
  EXPECT_EQ(at(e, "/properties/accept"), R"({"type":"string","default":"text/csv"})");
}

TEST(openapi, facts_of_the_prose_become_settings) {
  const endpoint e = only_endpoint(openapi(R"({"/a": {"get": {"description":
      "Gets it. Requires scope: `a.read`\n\nRate limit: 1,200 per minute."}}})"));
  EXPECT_EQ(at(e, "/properties/rateLimit/default"), R"({"requests":1200,"perSeconds":60})");
  EXPECT_EQ(at(e, "/endpoint/rateLimit"),
            R"({"requests":1200,"perSeconds":60,"from":"Rate limit: 1,200 per minute."})");
  EXPECT_EQ(at(e, "/endpoint/scopes"), R"([{"name":"a.read","from":"Requires scope: `a.read`"}])");
}

TEST(openapi, one_bad_operation_does_not_stop_the_others) {
  const api a =
      read(openapi(R"({"/good": {"get": {}}, "/bad": {"get": 5, "put": null}, "/worse": [], "x-more": 1,
      "relative": {"get": {}}, "/relative": {"get": {}}, "/far": {"$ref": "other.json#/a"}, "": {"get": {}},
      "/tab\t": {"get": {}}, "/parameters": {"get": {"parameters": [{"in": "query"}, 5, {"name": "a", "in": "body"},
      {"$ref": "x.json"}]}}, "/list": {"get": {"parameters": {}}}})"));
  std::vector<std::string> ids;
  for (const outline& o : a.endpoints)
    ids.push_back(o.path);
  EXPECT_EQ(ids, (std::vector<std::string>{"/good", "/relative", "/parameters", "/list"}));
  std::vector<std::string> pointers;
  for (const finding& f : a.warnings)
    pointers.push_back(f.pointer);
  for (const char* expected :
       {"/paths/~1bad/get", "/paths/~1bad/put", "/paths/~1worse", "/paths/relative", "/paths/~1relative/get",
        "/paths/~1far", "/paths/", "/paths/~1tab\t", "/paths/~1parameters/get/parameters/0",
        "/paths/~1parameters/get/parameters/1", "/paths/~1parameters/get/parameters/2",
        "/paths/~1parameters/get/parameters/3", "/paths/~1list/get/parameters"})
    EXPECT_NE(std::ranges::find(pointers, expected), pointers.end()) << expected;
}

TEST(openapi, every_warning_of_a_shared_schema_is_given_when_loading) {
  const api a =
      read(openapi(R"({"/a": {"get": {"responses": {"200": {"description": "", "content": {"application/json":
      {"schema": {"$ref": "#/components/schemas/A"}}}}}}}, "/b": {"get": {"responses": {"200": {"description": "",
      "content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}}}}}})",
                   R"(, "components": {"schemas": {"A": {"properties": {"b": {"$ref": "x.json"}}}}})"));
  ASSERT_EQ(a.warnings.size(), 1U);
  EXPECT_EQ(a.warnings[0].pointer, "/components/schemas/A/properties/b");
}

TEST(openapi, a_document_without_a_usable_operation_is_refused) {
  for (const char* paths : {"{}", R"({"/a": {}})", R"({"/a": {"get": 1}})"}) {
    const result<api> a = read_document(openapi(paths));
    ASSERT_FALSE(a) << paths;
    EXPECT_EQ(a.error().type, "description.invalid");
  }
  const result<api> none = read_document(R"({"openapi": "3.0.0", "info": {}, "paths": []})");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().pointer, "/paths");
}

TEST(openapi, the_id_can_be_chosen) {
  read_options options;
  options.api = "team/pets";
  options.source = "pets.json";
  const api a = read(openapi(R"({"/a": {"get": {}}})"), options);
  EXPECT_EQ(a.endpoints[0].id, "team/pets:GET:/a");
  EXPECT_EQ(at(a.describe(0), "/endpoint/origin/source"), R"("pets.json")");
  options.api = "a b:c";
  const result<api> bad = read_document(openapi(R"({"/a": {"get": {}}})"), options);
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().type, "input.invalid");
}

TEST(openapi, a_description_lives_longer_than_its_document) {
  std::string text = openapi(R"({"/a": {"get": {"summary": "A"}}})");
  const api a = read(text);
  std::ranges::fill(text, ' ');
  EXPECT_EQ(a.describe(0).title, "A");
}

} // namespace
} // namespace http_task::description
