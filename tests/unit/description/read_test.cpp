#include "description/read.hpp"

#include "documents.hpp"

#include <gtest/gtest.h>

namespace http_task::description {
namespace {

problem refused(std::string_view bytes) {
  const result<api> read = read_document(bytes);
  return read ? problem{} : read.error();
}

TEST(read, says_what_is_not_json) {
  for (const char* text : {"", "  \n", "{", "{\"openapi\": \"3.0", "{\"a\": tru}", "\xFF\x01\x02", "[1, 2",
                           "{}}", "a: [1", "a: b: c"})
    EXPECT_EQ(refused(text).type, "input.not_json") << text;
  EXPECT_NE(refused("{\"openapi\": \"3.0.0\",\n \"paths\": {").detail.find("line 2"), std::string::npos);
}

TEST(read, says_what_another_document_looks_like) {
  const auto expect = [](std::string_view bytes, std::string_view what) {
    const problem p = refused(bytes);
    EXPECT_EQ(p.type, "description.unsupported") << bytes;
    EXPECT_NE(p.detail.find(what), std::string::npos) << bytes << ": " << p.detail;
    EXPECT_FALSE(p.advice.empty());
  };
  expect("asyncapi: 2.0.0\ninfo:\n", "AsyncAPI");
  expect("<!DOCTYPE html><html>", "HTML");
  expect("<?xml version=\"1.0\"?><definitions/>", "XML");
  expect("#%RAML 1.0", "RAML");
  expect(std::string_view("PK\x03\x04zip", 7), "ZIP");
  expect(std::string_view("\x1F\x8B\x08", 3), "gzip");
  expect(R"({"swagger": "1.2", "paths": {}})", "another version of Swagger");
  expect(R"({"openapi": "4.0.0", "paths": {}})", "another version of OpenAPI");
  expect(R"({"openapi": 3})", "another version");
  expect(R"({"asyncapi": "2.0.0"})", "AsyncAPI");
  expect(R"({"data": {"__schema": {}}})", "GraphQL");
  expect(R"({"uri": "https://x", "method": "GET"})", "request settings");
  expect(R"({"type": "object", "properties": {}})", "\"endpoint\"");
  expect("[]", "list");
  expect("[1]", "list");
  expect("5", "JSON value");
  expect("{}", "some other JSON");
}

TEST(read, names_the_source) {
  read_options options;
  options.source = "pets.json";
  EXPECT_EQ(read_document("{", options).error().source, "pets.json");
  EXPECT_EQ(read_document("{}", options).error().source, "pets.json");
}

TEST(read, takes_a_byte_order_mark) {
  EXPECT_TRUE(read_document("\xEF\xBB\xBF" + test::openapi(R"({"/a": {"get": {}}})")));
}

TEST(read, refuses_by_size_before_parsing) {
  const std::string huge(std::size_t{200} << 20, '{');
  const problem p = refused(huge);
  EXPECT_EQ(p.type, "description.limit");
  EXPECT_NE(p.detail.find("209715200"), std::string::npos);
}

TEST(read, refuses_deep_nesting) {
  EXPECT_EQ(refused(std::string(20'000, '[') + std::string(20'000, ']')).type, "description.limit");
  std::string deep = "{\"type\": \"string\"}";
  for (int i = 0; i < 20'000; ++i)
    deep = "{\"items\":" + std::move(deep) + "}";
  EXPECT_EQ(refused(test::openapi("{}", ", \"components\": " + deep)).type, "description.limit");
  EXPECT_TRUE(read_document(
      test::openapi(R"({"/a": {"get": {}}})", ", \"x\": " + std::string(100, '[') + std::string(100, ']'))));
}

TEST(read, refuses_deep_nesting_of_a_parsed_document) {
  json::value deep = json::object{};
  for (int i = 0; i < 200; ++i) {
    json::object outer;
    outer["a"] = std::move(deep);
    deep = std::move(outer);
  }
  json::object document{{"openapi", "3.0.0"}, {"paths", json::object{}}};
  document["x"] = std::move(deep);
  EXPECT_EQ(read_openapi(std::move(document)).error().type, "description.limit");
}

} // namespace
} // namespace http_task::description
