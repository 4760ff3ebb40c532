// Documents made to hurt: none may crash the reader, or cost more than a bounded multiple of their size.

#include "documents.hpp"

#include "schema/validator.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace http_task::description {
namespace {

using test::openapi;
using test::read;

std::string repeated(int count, const std::function<std::string(int)>& item) {
  std::string text;
  for (int i = 0; i < count; ++i)
    text += (i ? "," : "") + item(i);
  return text;
}

TEST(hostile, a_hundred_thousand_operations_are_the_most) {
  const api a = read(openapi(
      "{" + repeated(100'100, [](int i) { return "\"/p" + std::to_string(i) + "\":{\"get\":{}}"; }) + "}"));
  EXPECT_EQ(a.endpoints.size(), 100'000U);
  EXPECT_EQ(a.warnings.size(), 1U);
}

// A debug build with sanitizers is slow; the bounds hold at any size.
read_options few_checks() {
  read_options options;
  options.limits.checks = 100'000;
  return options;
}

TEST(hostile, warnings_are_bounded) {
  const api a = read(
      openapi("{\"/good\":{\"get\":{}}," +
              repeated(50'000, [](int i) { return "\"/p" + std::to_string(i) + "\":{\"get\":5}"; }) + "}"));
  EXPECT_EQ(a.warnings.size(), 1'000U);
}

// Each schema refers to the next one twice: expanded, it would be 2^200.
TEST(hostile, references_do_not_multiply) {
  const std::string schemas = repeated(200, [](int i) {
    const std::string next = "{\"$ref\":\"#/components/schemas/S" + std::to_string(i + 1) + "\"}";
    return "\"S" + std::to_string(i) + "\":{\"properties\":{\"a\":" + next + ",\"b\":" + next + "}}";
  });
  const api a =
      read(openapi(R"({"/a": {"post": {"requestBody": {"content": {"application/json": {"schema":
      {"$ref": "#/components/schemas/S0"}}}}}}})",
                   ", \"components\": {\"schemas\": {" + schemas + ",\"S200\":{\"type\":\"string\"}}}"));
  EXPECT_EQ(a.describe(0).schema.at("$defs").get_object().size(), 200U);
}

TEST(hostile, a_shared_part_is_not_read_again_without_end) {
  const std::string big =
      repeated(20'000, [](int i) { return "\"m" + std::to_string(i) + "\":{\"type\":\"string\"}"; });
  const std::string paths = repeated(20'000, [](int i) {
    return "\"/p" + std::to_string(i) +
           "\":{\"post\":{\"requestBody\":{\"$ref\":\"#/components/requestBodies/B\"}}}";
  });
  const api a = read(
      openapi(
          "{" + paths + "}",
          R"(, "components": {"requestBodies": {"B": {"content": {"application/json": {"schema": {"properties": {)" +
              big + "}}}}}}}"),
      few_checks());
  EXPECT_EQ(a.endpoints.size(), 20'000U);
  EXPECT_EQ(a.describe(0).schema.at("properties").at("body").at("properties").get_object().size(), 20'000U);
}

TEST(hostile, many_paths_that_are_one_are_not_read_without_end) {
  const std::string parameters = repeated(2'000, [](int i) {
    return "{\"name\":\"n" + std::to_string(i) + "\",\"in\":\"query\",\"schema\":{\"type\":\"string\"}}";
  });
  const std::string paths =
      repeated(50'000, [](int i) { return "\"/p" + std::to_string(i) + "\":{\"$ref\":\"#/x-item\"}"; });
  const api a =
      read(openapi("{" + paths + "}", ", \"x-item\": {\"get\":{\"parameters\":[" + parameters + "]}}"),
           few_checks());
  EXPECT_EQ(a.endpoints.size(), 50'000U);
  EXPECT_EQ(a.describe(0).schema.at("properties").at("queryParameters").at("properties").get_object().size(),
            2'000U);
}

TEST(hostile, chains_and_circles_of_references_end) {
  const std::string chain = repeated(20'000, [](int i) {
    return "\"C" + std::to_string(i) + "\":{\"allOf\":[{\"$ref\":\"#/components/schemas/C" +
           std::to_string((i + 1) % 20'000) + "\"}]}";
  });
  const std::string aliases = repeated(20'000, [](int i) {
    return "\"A" + std::to_string(i) + "\":{\"$ref\":\"#/components/schemas/A" + std::to_string(i + 1) +
           "\"}";
  });
  read_options options;
  options.limits.subschemas = 100'000;
  const api a =
      read(openapi(R"({"/a": {"get": {"responses": {"200": {"description": "", "content": {"application/json":
      {"schema": {"oneOf": [{"$ref": "#/components/schemas/C0"}, {"$ref": "#/components/schemas/A0"}]}}}}}}}})",
                   ", \"components\": {\"schemas\": {" + chain + "," + aliases + "}}"),
           options);
  EXPECT_GE(a.warnings.size(), 2U);
  const endpoint e = a.describe(0);
  EXPECT_EQ(e.schema.at("$defs").get_object().size(), 20'000U);
}

TEST(hostile, text_is_made_fit_to_be_shown) {
  const api a = read(openapi(R"({"/a": {"get": {"summary": "\u001b[31mred\u202Efdp.exe\nnext",
      "description": "\u0000\u0007First\u2066 one. Second.", "operationId": "a\r\nb", "tags": ["t\u001b", 5],
      "parameters": [{"name": "q\u001b", "in": "query", "description": "d\u001b", "schema": {"type": "string"}},
                     {"name": "bad\nheader", "in": "header", "schema": {"type": "string"}}]}}})"));
  const outline& o = a.endpoints[0];
  EXPECT_EQ(o.title, "[31mredfdp.exe next");
  EXPECT_EQ(o.summary, "First one.");
  EXPECT_EQ(o.operation_id, "a b");
  EXPECT_EQ(o.tags, std::vector<std::string>{"t"});
  EXPECT_EQ(a.warnings.size(), 1U);
  EXPECT_EQ(test::at(a.describe(0), "/properties/queryParameters/properties/q\x1B/description"), "\"d\"");
}

TEST(hostile, very_long_text_is_cut) {
  const std::string huge(5'000'000, 'x');
  const api a = read(openapi("{\"/a\": {\"get\": {\"summary\": \"" + huge + "\", \"description\": \"" + huge +
                             "\", \"tags\": [\"" + huge + "\"]}}, \"/" + huge + "\": {\"get\": {}}}"));
  ASSERT_EQ(a.endpoints.size(), 1U);
  EXPECT_LT(a.endpoints[0].title.size(), 300U);
  EXPECT_LT(a.endpoints[0].summary.size(), 400U);
  EXPECT_LT(a.endpoints[0].prose.size(), 2'000U);
  EXPECT_LT(a.endpoints[0].tags[0].size(), 200U);
  EXPECT_LT(test::at(a.describe(0), "/description").size(), 200'000U);
}

TEST(hostile, hundreds_of_thousands_of_properties_are_read_within_the_budget) {
  const std::string properties = repeated(200'000, [](int i) { return "\"m" + std::to_string(i) + "\":{}"; });
  const api a = read(openapi(R"({"/a": {"post": {"requestBody": {"content": {"application/json": {"schema":
      {"properties": {)" + properties +
                             "}}}}}}}}"));
  const endpoint e = a.describe(0);
  EXPECT_FALSE(e.warnings.empty());
  EXPECT_LE(e.warnings.size(), 1'000U);
}

TEST(hostile, every_value_may_be_of_the_wrong_type) {
  const std::vector<std::string> wrong{"null", "5", "\"x\"", "[]", "[5]", "{}", "{\"a\":5}", "true"};
  const std::vector<std::string> places{
      R"({"/a": {"get": {"parameters": @}}})",
      R"({"/a": {"get": {"parameters": [@]}}})",
      R"({"/a": {"get": {"requestBody": @}}})",
      R"({"/a": {"get": {"requestBody": {"content": @}}}})",
      R"({"/a": {"get": {"requestBody": {"content": {"application/json": @}}}}})",
      R"({"/a": {"get": {"requestBody": {"content": {"application/json": {"schema": @}}}}}})",
      R"({"/a": {"get": {"responses": @}}})",
      R"({"/a": {"get": {"responses": {"200": @}}}})",
      R"({"/a": {"get": {"responses": {"200": {"content": {"a/b": {"examples": @}}}}}}})",
      R"({"/a": {"get": {"security": @}}})",
      R"({"/a": {"get": {"security": [@]}}})",
      R"({"/a": {"get": {"servers": @}}})",
      R"({"/a": {"get": {"tags": @, "summary": @, "description": @,
        "deprecated": @, "operationId": @, "externalDocs": @}}})",
      R"({"/a": {"get": {"parameters": [{"name": "q", "in": "query", "schema": @, "content": @, "examples": @,
        "example": @, "explode": @, "style": @, "required": @, "description": @}]}}})"};
  for (const std::string& place : places) {
    for (const std::string& value : wrong) {
      std::string paths = place;
      for (std::size_t i = paths.find('@'); i != std::string::npos; i = paths.find('@', i + value.size()))
        paths.replace(i, 1, value);
      const result<api> a = read_document(openapi(paths));
      ASSERT_TRUE(a) << paths;
      const endpoint e = a->describe(0);
      EXPECT_TRUE(schema::compile(e.schema)) << paths << "\n" << json::write(e.schema);
    }
  }
}

} // namespace
} // namespace http_task::description
