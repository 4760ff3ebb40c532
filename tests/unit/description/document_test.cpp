#include "description/document.hpp"

#include "description/openapi_operation.hpp"
#include "description/openapi_scan.hpp"
#include "documents.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace http_task::description {
namespace {

// A document in parts of text, each parsed when it is asked for: what a store does.
class document_in_parts final : public document {
public:
  explicit document_in_parts(const json::value& root) {
    for_each_part(root, [&](const std::string& pointer, const json::value& value) {
      texts_[pointer] = json::write(value);
    });
  }

  const json::value* find(std::string_view pointer) const override {
    const std::string part(part_of(pointer));
    const auto text = texts_.find(part);
    if (text == texts_.end()) return nullptr;
    const auto parsed = parsed_.try_emplace(part, test::value_of(text->second)).first;
    return json::find(parsed->second, pointer.substr(part.size()));
  }

  [[nodiscard]] std::set<std::string> asked() const {
    std::set<std::string> names;
    for (const auto& [name, value] : parsed_)
      names.insert(name);
    return names;
  }

private:
  std::map<std::string, std::string> texts_;
  mutable std::map<std::string, json::value> parsed_;
};

TEST(parts, are_where_references_lead) {
  EXPECT_EQ(part_of("/paths/~1a~1{b}/get/responses/200"), "/paths/~1a~1{b}/get");
  EXPECT_EQ(part_of("/paths/~1a"), "/paths/~1a");
  EXPECT_EQ(part_of("/components/schemas/Pet/properties/id"), "/components/schemas/Pet");
  EXPECT_EQ(part_of("/definitions/Pet/properties/id"), "/definitions/Pet");
  EXPECT_EQ(part_of("/securityDefinitions/key"), "/securityDefinitions/key");
  EXPECT_EQ(part_of("/x-files/a.yaml/Pet/type"), "/x-files/a.yaml");
  EXPECT_EQ(part_of("/info/title"), "/info");
  EXPECT_EQ(part_of("/servers"), "/servers");
  EXPECT_EQ(part_of(""), "");
}

TEST(parts, of_a_document_are_all_of_it) {
  std::vector<std::string> pointers;
  for_each_part(
      test::value_of(R"({"openapi": "3.0.0", "info": {"title": "A"}, "paths": {"/a": {"get": {}, "put": {}},
      "/b": 5}, "components": {"schemas": {"A": {}, "B": true}, "x": {}}})"),
      [&](const std::string& pointer, const json::value&) { pointers.push_back(pointer); });
  EXPECT_EQ(pointers,
            (std::vector<std::string>{"/openapi", "/info", "/paths/~1a/get", "/paths/~1a/put", "/paths/~1b",
                                      "/components/schemas/A", "/components/schemas/B"}));
}

constexpr std::string_view pets = R"({"openapi": "3.1.0", "info": {"title": "Pets", "version": "1"},
  "servers": [{"url": "https://pets.example"}], "security": [{"key": []}],
  "paths": {"/pets/{id}": {"parameters": [{"$ref": "#/components/parameters/id"}],
    "get": {"responses": {"200": {"$ref": "#/components/responses/Pet"}}},
    "put": {"requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Toy"}}}}}}},
  "components": {"parameters": {"id": {"name": "id", "in": "path", "schema": {"$ref": "#/components/schemas/Id"}}},
    "responses": {"Pet": {"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}}},
    "schemas": {"Id": {"type": "integer"}, "Pet": {"properties": {"id": {"$ref": "#/components/schemas/Id"}}},
                "Toy": {"type": "object"}, "Unused": {"type": "string"}},
    "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}, "other": {"type": "http"}}}})";

TEST(parts, of_one_operation_are_enough_to_describe_it) {
  const json::value root = test::value_of(pets);
  const openapi_scan scan = scan_openapi(root).value();
  const document_in_parts parts(root);
  warning_list warnings(10);
  document_facts facts = read_facts(parts, {}, warnings).value();
  facts.one_direction = scan.facts.one_direction;
  const endpoint e = compile_operation(parts, facts, scan.places[0], {}).value();
  EXPECT_EQ(parts.asked(), (std::set<std::string>{"/components/parameters/id", "/components/responses/Pet",
                                                  "/components/schemas/Id", "/components/schemas/Pet",
                                                  "/components/securitySchemes/key", "/info", "/openapi",
                                                  "/paths/~1pets~1{id}/get", "/paths/~1pets~1{id}/parameters",
                                                  "/security", "/servers"}));
  const whole_document whole(root);
  EXPECT_EQ(e.schema, compile_operation(whole, scan.facts, scan.places[0], {}).value().schema);
}

TEST(parts, of_dialpad_describe_what_the_whole_describes) {
  const std::optional<std::string> text = test::dialpad();
  if (!text) GTEST_SKIP() << test::no_dialpad;
  const json::value root = test::value_of(*text);
  const openapi_scan scan = scan_openapi(root).value();
  const whole_document whole(root);
  const document_in_parts parts(root);
  for (const operation_place& place : scan.places)
    EXPECT_EQ(compile_operation(parts, scan.facts, place, {}).value().schema,
              compile_operation(whole, scan.facts, place, {}).value().schema)
        << place.pointer;
}

TEST(parts, an_operation_that_is_not_there_is_a_problem) {
  const json::value root = test::value_of(pets);
  const whole_document whole(root);
  const openapi_scan scan = scan_openapi(root).value();
  const auto missing =
      compile_operation(whole, scan.facts, {"/paths/~1x", "/paths/~1x/get", "/x", "GET"}, {});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().type, "description.invalid");
}

} // namespace
} // namespace http_task::description
