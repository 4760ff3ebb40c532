#include "documents.hpp"

#include "description/inferred_schema.hpp"
#include "description/postman_text.hpp"

#include <gtest/gtest.h>

namespace http_task::description {
namespace {

using test::at;

constexpr std::string_view collection = R"({
  "info": {"name": "Pets", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
  "variable": [{"key": "base", "value": "https://pets.example/v1"}, {"key": "token", "value": "s3cret"}],
  "auth": {"type": "bearer", "bearer": [{"key": "token", "value": "s3cret"}]},
  "item": [
    {"name": "Folder", "item": [{"name": "Get a pet",
      "request": {"method": "GET", "description": "Gets it.", "url": {"raw": "{{base}}/pets/:id?page=1&q={{query}}",
        "query": [{"key": "page", "value": "1"}, {"key": "q", "value": "{{query}}"}, {"key": "api_key", "value": "s3cret"},
                  {"key": "old", "value": "x", "disabled": true, "description": "Not used."}],
        "variable": [{"key": "id", "value": "7", "description": "Its number."}]},
        "header": [{"key": "X-Trace", "value": "a"}, {"key": "Authorization", "value": "Bearer s3cret"}]},
      "response": [{"name": "Found", "code": 200, "header": [{"key": "Content-Type", "value": "application/json; charset=utf-8"}],
        "body": "{\"id\": 7, \"tags\": [\"a\"]}"}, {"name": "Other", "code": 200, "body": "{\"id\": null}"}]}]},
    {"name": "Add", "request": {"method": "post", "auth": {"type": "apikey", "apikey": [{"key": "key", "value": "X-Key"}]},
      "url": "{{base}}/pets", "body": {"mode": "raw", "raw": "{\"name\": \"{{name}}\", \"age\": {{age}}, \"password\": \"s3cret\"}",
      "options": {"raw": {"language": "json"}}}}},
    {"name": "Upload", "request": {"method": "POST", "auth": {"type": "hawk"}, "url": "{{unknown}}/upload",
      "body": {"mode": "formdata", "formdata": [{"key": "f", "type": "file", "src": "a.png"}, {"key": "t", "value": "x"}]}}},
    {"name": "Again", "request": {"method": "POST", "url": "{{base}}/pets"}}, {"name": "Bad", "request": {}}, 5]})";

TEST(postman, requests_become_endpoints) {
  const api a = test::read(collection);
  EXPECT_EQ(a.id, "pets.example");
  EXPECT_EQ(a.title, "Pets");
  ASSERT_EQ(a.endpoints.size(), 3U);
  const endpoint get = a.describe(0);
  EXPECT_EQ(get.id, "pets.example:GET:/v1/pets/{id}");
  EXPECT_EQ(get.title, "Get a pet");
  EXPECT_EQ(get.tags, std::vector<std::string>{"Folder"});
  EXPECT_EQ(at(get, "/properties/uri/default"), R"("https://pets.example/v1/pets/{id}")");
  EXPECT_EQ(at(get, "/properties/pathParameters/properties/id"),
            R"({"type":"string","description":"Its number.","examples":["7"]})");
  EXPECT_EQ(at(get, "/properties/queryParameters/properties/page/default"), R"("1")");
  EXPECT_EQ(at(get, "/properties/queryParameters/properties/q/default"), R"("${workflow.input.query}")");
  EXPECT_EQ(at(get, "/properties/queryParameters/properties/old"),
            R"({"type":"string","description":"Not used.","examples":["x"]})");
  EXPECT_EQ(at(get, "/properties/authentication/default"),
            R"({"type":"bearer","token":"${secrets.PETS_API_KEY}"})");
  EXPECT_EQ(
      at(get, "/endpoint/responses/200"),
      R"({"description":"Found","contentType":"application/json","schema":{"type":"object","required":["id"],"properties":{"id":{"type":["integer","null"]},"tags":{"type":"array","items":{"type":"string"}}}}})");
  EXPECT_EQ(at(get, "/endpoint/origin/pointer"), R"("/item/0/item/0/request")");
}

TEST(postman, bodies_are_defaults_with_expressions) {
  const api a = test::read(collection);
  const endpoint add = a.describe(1);
  EXPECT_EQ(
      at(add, "/properties/body/default"),
      R"({"name":"${workflow.input.name}","age":"${workflow.input.age}","password":"${secrets.PETS_PASSWORD}"})");
  EXPECT_EQ(at(add, "/properties/headers/properties/Content-Type/default"), R"("application/json")");
  EXPECT_EQ(at(add, "/properties/authentication/default/name"), R"("X-Key")");
  const endpoint upload = a.describe(2);
  EXPECT_EQ(at(upload, "/properties/body/default"), R"({"f":{"file":"a.png"},"t":"x"})");
  EXPECT_EQ(at(upload, "/properties/uri/default"), R"("/upload")");
}

TEST(postman, no_secret_is_taken_over) {
  const api a = test::read(collection);
  for (std::size_t i = 0; i < a.endpoints.size(); ++i)
    EXPECT_EQ(json::write(a.describe(i).schema).find("s3cret"), std::string::npos);
}

TEST(postman, what_is_left_out_has_a_pointer) {
  const api a = test::read(collection);
  std::vector<std::string> pointers;
  for (const finding& f : a.warnings)
    pointers.push_back(f.pointer);
  EXPECT_EQ(pointers, (std::vector<std::string>{"/item/2/request", "/item/2/request", "/item/3/request",
                                                "/item/4/request", "/item/5"}));
}

TEST(postman, urls_are_taken_apart) {
  const postman_url url = split_postman_url("https://h.example:8443/a/:b/{{c d}}/x:y?q=%20{{z}}&n#f");
  EXPECT_EQ(url.server, "https://h.example:8443");
  EXPECT_EQ(url.path, "/a/{b}/{c_d}/x:y");
  ASSERT_EQ(url.query.size(), 2U);
  EXPECT_EQ(url.query[0].value, " ${workflow.input.z}");
  EXPECT_EQ(split_postman_url("h.example/a").server, "https://h.example");
  EXPECT_EQ(split_postman_url("{{host}}/a").server, "");
  EXPECT_EQ(split_postman_url("").path, "/");
}

TEST(infer, what_was_seen_is_allowed) {
  const auto inferred = [](std::string_view a, std::string_view b) {
    return json::write(
        json::value(merge_schemas(infer_schema(test::value_of(a)), infer_schema(test::value_of(b)))));
  };
  EXPECT_EQ(inferred("1", "2.5"), R"({"type":"number"})");
  EXPECT_EQ(inferred("[1]", "null"), R"({"type":["array","null"],"items":{"type":"integer"}})");
  EXPECT_EQ(inferred(R"({"a": 1})", R"({"b": "x"})"),
            R"({"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"string"}}})");
  EXPECT_EQ(
      inferred("[]", R"([{"a": 1}, {"a": null}])"),
      R"({"type":"array","items":{"type":"object","required":["a"],"properties":{"a":{"type":["integer","null"]}}}})");
}

} // namespace
} // namespace http_task::description
