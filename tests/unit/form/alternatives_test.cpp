#include "form/alternatives.hpp"

#include "form_fixture.hpp"

#include <gtest/gtest.h>

namespace http_task::form {
namespace {

json::object body_field(std::string_view body, std::string_view definitions = "{}") {
  const std::string wrapped = R"({"type": "object", "properties": {"it": )" + std::string(body) + "}}";
  return field_at(form_of(description_of(wrapped, definitions)), "/body/it");
}

std::string titles_of(const json::object& f) {
  std::string titles;
  for (const json::value& c : f.at("choices").as_array())
    titles += (titles.empty() ? "" : ", ") + std::string(json::string_member(c.as_object(), "title"));
  return titles;
}

TEST(Alternatives, OfOneThingAndNullAreTheThing) {
  const json::object f =
      body_field(R"({"anyOf": [{"$ref": "#/$defs/cat"}, {"type": "null"}]})",
                 R"({"cat": {"type": "object", "properties": {"name": {"type": "string"}}}})");
  EXPECT_EQ(f.at("widget"), "object");
  EXPECT_EQ(f.at("nullable"), true);
  EXPECT_EQ(f.at("fields").at(0).at("pointer"), "/body/it/name");
}

TEST(Alternatives, AreNamedByTitleDefinitionOrType) {
  const json::object f = body_field(
      R"({"oneOf": [{"title": "A cat", "type": "object"}, {"$ref": "#/$defs/dog"}, {"type": "string", "format": "date"},
                    {"description": "whatever"}]})",
      R"({"dog": {"type": "object"}})");
  EXPECT_EQ(titles_of(f), "A cat, dog, string (date), Choice 4");
}

TEST(Alternatives, HoldWhatAllHaveInCommon) {
  const json::object f = body_field(R"({"type": "object", "required": ["kind"],
    "properties": {"kind": {"type": "string"}, "name": {"type": "string"}}, "description": "A pet.",
    "oneOf": [{"properties": {"kind": {"const": "cat"}, "lives": {"type": "integer"}}},
              {"properties": {"kind": {"const": "dog"}}, "description": "A dog."}]})");
  EXPECT_EQ(f.at("widget"), "choice");
  EXPECT_EQ(f.at("discriminator"), "kind");
  const json::object& cat = f.at("choices").at(0).at("field").as_object();
  EXPECT_EQ(cat.at("pointer"), "/body/it");
  EXPECT_EQ(cat.at("fields").as_array().size(), 3U);
  EXPECT_EQ(cat.at("fields").at(0).at("const"), "cat");
  EXPECT_EQ(cat.at("fields").at(0).at("required"), true);
  EXPECT_FALSE(cat.contains("documentation")); // what is said of all stands with the choice
  EXPECT_EQ(f.at("choices").at(1).at("field").at("documentation"), "A dog.");
}

TEST(Alternatives, ThatOnlyDemandMembersAreNoChoice) {
  const json::object f = body_field(R"({"type": "object", "properties": {"a": {}, "b": {}},
                                        "anyOf": [{"required": ["a"]}, {"required": ["b"]}]})");
  EXPECT_EQ(f.at("widget"), "object");
}

TEST(Alternatives, OfFixedValuesAreAList) {
  const json::object f = body_field(R"({"oneOf": [{"const": 1, "title": "one"}, {"const": 2}]})");
  EXPECT_EQ(f.at("widget"), "select");
  EXPECT_EQ(json::write(f.at("enum")), "[1,2]");
}

TEST(Alternatives, OfSeveralTypesAreAChoice) {
  const json::object f = body_field(R"({"type": ["string", "array", "null"], "items": {"type": "integer"}})");
  EXPECT_EQ(titles_of(f), "string, array");
  EXPECT_EQ(f.at("nullable"), true);
  EXPECT_EQ(f.at("choices").at(1).at("field").at("items").at("type"), "integer");
}

TEST(Alternatives, WithinAlternativesAreChoicesWithin) {
  const json::object f = body_field(R"({"anyOf": [{"title": "n", "type": "integer"},
                                                  {"title": "t", "anyOf": [{"type": "string"}, {"type": "boolean"}]}]})");
  EXPECT_EQ(titles_of(f), "n, t");
  EXPECT_EQ(f.at("choices").at(1).at("field").at("widget"), "choice");
}

} // namespace
} // namespace http_task::form
