#include "description/meta_schema.hpp"
#include "description/read.hpp"

#include "documents.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace http_task::description {
namespace {

using test::value_of;

json::object pet() {
  return value_of(R"({"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Get a pet",
      "description": "Gets a pet. It is fed.", "type": "object", "required": ["method", "uri"],
      "properties": {"method": {"const": "GET"}, "uri": {"type": "string", "default": "https://pets.example/pets/{id}"},
        "pathParameters": {"type": "object", "required": ["id"], "properties": {"id": {"$ref": "#/$defs/Id"}}}},
      "endpoint": {"api": {"id": "pets.example", "title": "Pets", "version": "1"}, "method": "GET", "path": "/pets/{id}",
        "operationId": "pets.get", "tags": ["pets"]},
      "$defs": {"Id": {"type": "integer"}}})")
      .get_object();
}

std::string text(const json::value& v) {
  return json::write(v);
}

TEST(native, one_description_is_an_api) {
  const api a = test::read(text(pet()));
  EXPECT_EQ(a.id, "pets.example");
  EXPECT_EQ(a.title, "Pets");
  EXPECT_EQ(a.version, "1");
  ASSERT_EQ(a.endpoints.size(), 1U);
  EXPECT_EQ(a.endpoints[0].id, "pets.example:GET:/pets/{id}");
  EXPECT_EQ(a.endpoints[0].summary, "Gets a pet.");
  EXPECT_EQ(a.endpoints[0].operation_id, "pets.get");
  EXPECT_EQ(a.endpoints[0].parameters, std::vector<std::string>{"id"});
  EXPECT_EQ(test::at(a.describe(0), "/endpoint/id"), R"("pets.example:GET:/pets/{id}")");
}

TEST(native, several_stand_in_a_list) {
  json::object other = pet();
  other["endpoint"].get_object()["path"] = "/other";
  for (const json::value& document : {json::value(json::array{pet(), other}),
                                      json::value(json::object{{"endpoints", json::array{pet(), other}}})})
    EXPECT_EQ(test::read(text(document)).endpoints.size(), 2U);
}

TEST(native, a_bad_one_of_several_is_left_out) {
  json::object nameless = pet();
  nameless.erase("title");
  json::object stranger = pet();
  stranger["endpoint"].get_object()["api"].get_object()["id"] = "cats.example";
  const api a =
      test::read(text(json::object{{"endpoints", json::array{pet(), nameless, stranger, pet(), 5}}}));
  EXPECT_EQ(a.endpoints.size(), 1U);
  std::vector<std::string> pointers;
  for (const finding& f : a.warnings)
    pointers.push_back(f.pointer);
  EXPECT_EQ(pointers, (std::vector<std::string>{"/endpoints/1", "/endpoints/2/endpoint/api/id",
                                                "/endpoints/3/endpoint/path", "/endpoints/4"}));
}

TEST(native, another_id_of_the_api_changes_the_ids) {
  read_options options;
  options.api = "mine";
  const api a = test::read(text(pet()), options);
  EXPECT_EQ(a.endpoints[0].id, "mine:GET:/pets/{id}");
  EXPECT_EQ(test::at(a.describe(0), "/endpoint/api/id"), R"("mine")");
}

TEST(native, mistakes_are_found_with_a_pointer) {
  const auto refused = [](std::string_view pointer, const json::value& value) {
    json::value document = pet();
    const std::string parent(pointer.substr(0, pointer.rfind('/')));
    json::find(document, parent)->get_object()[pointer.substr(pointer.rfind('/') + 1)] = value;
    const result<api> read = read_document(text(document));
    EXPECT_FALSE(read) << pointer;
    return read ? problem{} : read.error();
  };
  EXPECT_EQ(refused("/endpoint/path", "pets").pointer, "/endpoint/path");
  EXPECT_EQ(refused("/endpoint/method", "get").pointer, "/endpoint/method");
  EXPECT_EQ(refused("/endpoint/method", "PUT").pointer, "/properties/method/const");
  EXPECT_EQ(refused("/endpoint/secrets", 1).type, "description.invalid");
  EXPECT_EQ(refused("/properties/url", json::object{}).type, "description.invalid");
  EXPECT_EQ(refused("/properties/body", json::object{{"type", "strin"}}).type, "description.invalid");
  EXPECT_EQ(refused("/properties/body", json::object{{"$ref", "#/$defs/Nothing"}}).type,
            "description.invalid");
  EXPECT_EQ(refused("/endpoint/api", json::object{{"id", "a:b"}}).pointer, "/endpoint/api/id");
}

TEST(meta_schema, accepts_its_own_examples) {
  std::ifstream file(HTTP_TASK_SOURCE_DIR "/schemas/endpoint-description.schema.json");
  const json::value schema = value_of(std::string(std::istreambuf_iterator<char>(file), {}));
  const json::array& examples = schema.at("examples").get_array();
  ASSERT_FALSE(examples.empty());
  for (const json::value& example : examples) {
    EXPECT_TRUE(meta_schema_validator().check(example).empty());
    EXPECT_TRUE(read_document(text(example)));
  }
}

TEST(meta_schema, accepts_what_openapi_compiles_to) {
  const endpoint e = test::only_endpoint(test::openapi(
      R"({"/a/{b}": {"post": {"operationId": "o", "tags": ["t"], "deprecated": true, "externalDocs": {"url": "https://d"},
          "description": "Rate limit: 5 per second. The scope `x.y` is needed.", "security": [{"k": ["s"]}, {}],
          "requestBody": {"content": {"application/json": {"schema": {"required": ["a"]}}}},
          "responses": {"200": {"description": "", "content": {"application/json": {"schema": {}, "example": 1}}}}}}})",
      R"(, "components": {"securitySchemes": {"k": {"type": "http", "scheme": "bearer"}}})"));
  const std::vector<schema::violation> violations = meta_schema_validator().check(e.schema);
  EXPECT_TRUE(violations.empty()) << violations.front().pointer << ": " << violations.front().detail;
}

} // namespace
} // namespace http_task::description
