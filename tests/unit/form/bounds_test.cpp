#include "form_fixture.hpp"

#include <gtest/gtest.h>

namespace http_task::form {
namespace {

const json::value& tree() {
  static const json::value description = description_of(
      R"({"type": "object", "properties": {"root": {"$ref": "#/$defs/node"}}})",
      R"({"node": {"type": "object", "properties": {"name": {"type": "string"}, "left": {"$ref": "#/$defs/node"},
                   "all": {"type": "array", "items": {"$ref": "#/$defs/node"}}}}})");
  return description;
}

TEST(Bounds, WhatLiesWithinItselfIsCutAndMadeWhenItIsAskedFor) {
  const json::object form = form_of(tree());
  const json::object left = field_at(form, "/body/root/left");
  EXPECT_EQ(left.at("more"), true);
  EXPECT_EQ(left.at("widget"), "object");
  EXPECT_FALSE(left.contains("fields"));
  EXPECT_EQ(field_at(form, "/body/root/all/-").at("more"), true);

  const std::string schema_pointer(json::string_member(left, "schemaPointer"));
  const json::object next = form_of(tree(), {schema_pointer, "/body/root/left"});
  ASSERT_EQ(next.at("fields").as_array().size(), 1U);
  EXPECT_EQ(next.at("fields").at(0).at("pointer"), "/body/root/left");
  EXPECT_EQ(next.at("fields").at(0).at("group"), "body");
  EXPECT_EQ(field_at(next, "/body/root/left/name").at("type"), "string");
  EXPECT_EQ(field_at(next, "/body/root/left/left").at("more"), true);
}

TEST(Bounds, DeepFieldsAreCutAndMadeWhenTheyAreAskedFor) {
  std::string schema = R"({"type": "string"})";
  for (int i = 0; i < 20; ++i)
    schema = R"({"type": "object", "properties": {"a": )" + schema + "}}";
  const json::value description = description_of(schema);
  json::object form = form_of(description);
  std::size_t rounds = 0;
  for (; rounds < 20; ++rounds) {
    const json::object* cut = nullptr;
    const auto all = fields_of(form);
    for (const json::object* f : all) {
      if (f->contains("more")) cut = f;
    }
    if (cut == nullptr) break;
    const std::string schema_pointer(json::string_member(*cut, "schemaPointer"));
    const std::string pointer(json::string_member(*cut, "pointer"));
    form = form_of(description, {schema_pointer, pointer});
  }
  EXPECT_GE(rounds, 2U);
  EXPECT_LT(rounds, 10U);
}

TEST(Bounds, NearFieldsComeBeforeDeepOnes) {
  // 60 objects of 60 objects of 10 members.
  json::object leaf, inner, outer;
  for (int i = 0; i < 10; ++i)
    leaf.emplace("l" + std::to_string(i), json::object{{"type", "string"}});
  for (int i = 0; i < 60; ++i)
    inner.emplace("i" + std::to_string(i), json::object{{"type", "object"}, {"properties", leaf}});
  for (int i = 0; i < 60; ++i)
    outer.emplace("o" + std::to_string(i), json::object{{"type", "object"}, {"properties", inner}});
  const json::object form =
      form_of(description_of(json::write(json::object{{"type", "object"}, {"properties", outer}})));
  EXPECT_EQ(pointers_of(form.at("fields").as_array(), "body").size(), 60U);
  EXPECT_LT(fields_of(form).size(), 1500U);
  EXPECT_FALSE(field_at(form, "/body/o0").contains("more"));
  EXPECT_EQ(field_at(form, "/body/o59").at("more"), true);
  EXPECT_LT(json::write(form).size(), std::size_t{1} << 20);
}

TEST(Bounds, LongTextsAreShortenedBetweenCharacters) {
  std::string words;
  for (int i = 0; i < 20'000; ++i)
    words += "ü";
  const json::object form = form_of(description_of(
      R"({"type": "object", "properties": {"a": {"type": "string", "description": ")" + words + R"("}}})"));
  const json::object f = field_at(form, "/body/a");
  const std::string_view text = json::string_member(f, "documentation");
  EXPECT_LT(text.size(), 20'000U);
  EXPECT_TRUE(text.ends_with("ü…"));
}

TEST(Bounds, MoreMembersThanFitAreSaidToBeMissing) {
  json::object many;
  for (int i = 0; i < 8000; ++i)
    many.emplace("m" + std::to_string(i), json::object{{"type", "string"}});
  const json::object form =
      form_of(description_of(json::write(json::object{{"type", "object"}, {"properties", many}})));
  EXPECT_EQ(form.at("more"), true);
  EXPECT_LT(fields_of(form).size(), 5200U);
}

TEST(Bounds, ReferencesInACircleAddNothing) {
  const json::object form = form_of(description_of(
      R"({"$ref": "#/$defs/a"})", R"({"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}})"));
  EXPECT_EQ(field_at(form, "/body").at("widget"), "json");
  const json::object choice = form_of(description_of(
      R"({"$ref": "#/$defs/a"})", R"({"a": {"oneOf": [{"$ref": "#/$defs/a"}, {"type": "string"}]}})"));
  EXPECT_FALSE(field_at(choice, "/body").empty());
  const json::object single = form_of(description_of(
      R"({"$ref": "#/$defs/a"})", R"({"a": {"anyOf": [{"$ref": "#/$defs/a"}, {"type": "null"}]}})"));
  EXPECT_EQ(field_at(single, "/body").at("nullable"), true);
}

} // namespace
} // namespace http_task::form
