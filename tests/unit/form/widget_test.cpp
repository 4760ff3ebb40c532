#include "form/widget.hpp"

#include "json/parse.hpp"

#include <gtest/gtest.h>

namespace http_task::form {
namespace {

std::string drawn(std::string_view schema, std::string_view name = "x") {
  const json::value document = json::parse(schema).value();
  const place here(document, "");
  const type_facts type = type_of(here);
  return std::string(type.name) + " " + std::string(widget_of(here, type.name, name)) +
         (type.nullable ? " or null" : "");
}

TEST(Widget, FollowsTheType) {
  EXPECT_EQ(drawn(R"({"type": "string"})"), "string text");
  EXPECT_EQ(drawn(R"({"type": "integer"})"), "integer number");
  EXPECT_EQ(drawn(R"({"type": ["number", "integer", "null"]})"), "number number or null");
  EXPECT_EQ(drawn(R"({"type": "boolean"})"), "boolean checkbox");
  EXPECT_EQ(drawn(R"({"type": "array"})"), "array list");
  EXPECT_EQ(drawn(R"({"type": "array", "prefixItems": [{}]})"), "array json");
  EXPECT_EQ(drawn(R"({"type": "object"})"), "object map");
  EXPECT_EQ(drawn(R"({"type": "object", "properties": {"a": {}}})"), "object object");
  EXPECT_EQ(drawn(R"({"type": "null"})"), "null json");
  EXPECT_EQ(drawn("{}"), "any json");
}

TEST(Widget, FollowsTheFormat) {
  EXPECT_EQ(drawn(R"({"type": "string", "format": "date-time"})"), "string date-time");
  EXPECT_EQ(drawn(R"({"type": "string", "format": "password"})"), "string password");
  EXPECT_EQ(drawn(R"({"type": "string", "format": "binary"})"), "string file");
  EXPECT_EQ(drawn(R"({"type": "string", "format": "no such"})"), "string text");
}

TEST(Widget, GivesLongTextsRoom) {
  EXPECT_EQ(drawn(R"({"type": "string"})", "Message"), "string multiline");
  EXPECT_EQ(drawn(R"({"type": "string", "maxLength": 20})", "message"), "string text");
  EXPECT_EQ(drawn(R"({"type": "string", "maxLength": 4000})"), "string multiline");
}

TEST(Widget, TypesThatNobodySaysAreGuessed) {
  EXPECT_EQ(drawn(R"({"properties": {"a": {}}})"), "object object");
  EXPECT_EQ(drawn(R"({"enum": ["a", null]})"), "string select or null");
  EXPECT_EQ(drawn(R"({"const": 3})"), "integer number");
  EXPECT_EQ(drawn(R"({"minimum": 3})"), "number number");
  EXPECT_EQ(drawn(R"({"allOf": [{"type": "number"}, {"type": "integer"}]})"), "integer number");
}

} // namespace
} // namespace http_task::form
