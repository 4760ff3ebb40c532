#include "form_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace http_task::form {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

TEST(Form, HasTheFieldsOfARequestInTheOrderInWhichPeopleReadIt) {
  const json::value description = json::parse(R"({"title": "Change a pet", "type": "object",
    "required": ["method", "uri", "pathParameters", "body"],
    "properties": {
      "body": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}, "id": {"type": "integer"}}},
      "headers": {"type": "object", "properties": {"X-Trace": {"type": "string"}}},
      "queryParameters": {"type": "object", "properties": {"dry": {"type": "boolean"}}},
      "pathParameters": {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}}},
      "uri": {"type": "string", "default": "https://pets.test/pets/{id}"},
      "method": {"const": "PUT"}},
    "endpoint": {"id": "pets:PUT:/pets/{id}", "method": "PUT", "path": "/pets/{id}"}})")
                                      .value();
  const json::object form = form_of(description);
  EXPECT_EQ(form.at("endpoint"), "pets:PUT:/pets/{id}");
  EXPECT_EQ(form.at("title"), "Change a pet");
  const json::array& fields = form.at("fields").as_array();
  std::vector<std::string> first;
  for (std::size_t i = 0; i < 8; ++i)
    first.emplace_back(json::string_member(fields[i].as_object(), "pointer"));
  EXPECT_THAT(first, ElementsAre("/method", "/uri", "/pathParameters/id", "/queryParameters/dry",
                                 "/headers/X-Trace", "/body/name", "/body/id", "/authentication"));
  EXPECT_EQ(field_at(form, "/method").at("const"), "PUT");
  EXPECT_EQ(field_at(form, "/uri").at("default"), "https://pets.test/pets/{id}");
  EXPECT_EQ(field_at(form, "/pathParameters/id").at("required"), true);
  EXPECT_EQ(field_at(form, "/body/name").at("required"), true);
  EXPECT_EQ(field_at(form, "/body/id").at("required"), false);
  EXPECT_EQ(field_at(form, "/body/id").at("schemaPointer"), "/properties/body/properties/id");
}

TEST(Form, TellsWhatTheDescriptionSaysOfAField) {
  const json::object form = form_of(description_of(R"({"type": "object", "properties": {
    "state": {"type": ["string", "null"], "title": "State", "description": "The *state*.", "default": "on",
              "enum": ["on", "off", null], "examples": ["off"], "deprecated": true},
    "size": {"type": "integer", "minimum": 1, "maximum": 9, "multipleOf": 2},
    "born": {"type": "string", "format": "date"}}})"));
  EXPECT_EQ(json::write(field_at(form, "/body/state")),
            R"({"pointer":"/body/state","name":"state","title":"State","type":"string","widget":"select",)"
            R"("group":"body","required":false,"default":"on","enum":["on","off"],"examples":["off"],)"
            R"("documentation":"The *state*.","deprecated":true,"nullable":true,)"
            R"("schemaPointer":"/properties/body/properties/state"})");
  EXPECT_EQ(json::write(field_at(form, "/body/size").at("constraints")),
            R"({"minimum":1,"maximum":9,"multipleOf":2})");
  EXPECT_EQ(field_at(form, "/body/born").at("widget"), "date");
  EXPECT_EQ(json::write(form.at("body")), R"({"required":true,"contentTypes":["application/json"]})");
}

TEST(Form, KeepsABodyThatIsMoreThanItsMembersInOneField) {
  const json::object list = form_of(description_of(R"({"type": "array", "items": {"type": "string"}})"));
  EXPECT_THAT(pointers_of(list.at("fields").as_array(), "body"), ElementsAre("/body"));
  EXPECT_EQ(field_at(list, "/body").at("widget"), "list");
  EXPECT_EQ(field_at(list, "/body").at("items").at("pointer"), "/body/-");
  const json::object open = form_of(description_of(
      R"({"properties": {"a": {"type": "string"}}, "additionalProperties": {"type": "integer"}})"));
  EXPECT_THAT(pointers_of(open.at("fields").as_array(), "body"), ElementsAre("/body"));
  EXPECT_EQ(field_at(open, "/body/*").at("type"), "integer");
  EXPECT_EQ(field_at(open, "/body/a").at("type"), "string");
}

TEST(Form, MergesAllOfAndReferences) {
  const json::object form = form_of(description_of(
      R"({"allOf": [{"$ref": "#/$defs/named"}, {"required": ["id"], "properties": {"id": {"$ref": "#/$defs/id"}}}]})",
      R"({"named": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}},
          "id": {"type": "integer", "description": "A number."}})"));
  EXPECT_THAT(pointers_of(form.at("fields").as_array(), "body"), ElementsAre("/body/name", "/body/id"));
  EXPECT_EQ(field_at(form, "/body/name").at("required"), true);
  EXPECT_EQ(field_at(form, "/body/id").at("documentation"), "A number.");
}

TEST(Form, LeavesOutWhatNobodyMaySend) {
  const json::object form = form_of(description_of(
      R"({"properties": {"id": {"type": "integer", "readOnly": true}, "no": false, "name": {"type": "string"}}})"));
  EXPECT_THAT(pointers_of(form.at("fields").as_array(), "body"), ElementsAre("/body/name"));
}

TEST(Form, HasTheSettingsThatEveryStepHas) {
  const json::object form = form_of(description_of(R"({"type": "object"})"));
  const auto more = pointers_of(form.at("fields").as_array(), "more");
  for (const char* pointer :
       {"/retry", "/totalTimeOut", "/tls", "/redirect", "/acceptedStatusCodes", "/outputFilter"})
    EXPECT_THAT(more, Contains(pointer));
  EXPECT_THAT(more, Not(Contains("/vipAddress")));
  EXPECT_EQ(field_at(form, "/retry/maxAttempts").at("required"), true);
  EXPECT_EQ(field_at(form, "/retry/maxAttempts").at("schemaPointer"),
            "urn:http-task:schema:request-settings:1#/properties/retry/properties/maxAttempts");
  EXPECT_EQ(field_at(form, "/authentication").at("choices").as_array().size(), 3U);
  EXPECT_EQ(field_at(form, "/authentication").at("discriminator"), "type");
}

TEST(Form, PutsWhatADescriptionSaysOfASettingBeforeWhatHoldsInGeneral) {
  json::value description = description_of(R"({"type": "object"})");
  description.at("properties")
      .as_object()
      .emplace(
          "rateLimit",
          json::parse(R"({"description": "20 a minute.", "default": {"requests": 20, "perSeconds": 60}})")
              .value());
  const json::object limit = field_at(form_of(description), "/rateLimit");
  EXPECT_EQ(limit.at("documentation"), "20 a minute.");
  EXPECT_EQ(limit.at("fields").as_array().size(), 2U);
}

TEST(Form, OffersFurtherParametersWithoutThoseThatHaveFields) {
  json::value description = description_of(R"({"type": "object"})");
  description.at("properties")
      .as_object()
      .emplace("headers",
               json::parse(R"({"type": "object", "properties": {"X-A": {"type": "string"}}})").value());
  const json::object form = form_of(description);
  EXPECT_EQ(json::write(field_at(form, "/headers").at("except")), R"(["X-A"])");
  EXPECT_EQ(field_at(form, "/headers").at("group"), "more");
  EXPECT_FALSE(field_at(form, "/queryParameters").contains("except"));
  EXPECT_TRUE(field_at(form, "/pathParameters").empty());
}

TEST(Form, IsThereForARequestOfNoEndpoint) {
  const json::object form = make_form(nullptr, {}).value();
  EXPECT_FALSE(form.contains("endpoint"));
  EXPECT_EQ(field_at(form, "/uri").at("required"), true);
  EXPECT_EQ(field_at(form, "/queryParameters").at("group"), "query");
  EXPECT_EQ(field_at(form, "/queryParameters").at("widget"), "map");
  EXPECT_EQ(field_at(form, "/body").at("widget"), "json");
}

TEST(Form, RefusesPointersThatNameNothing) {
  const json::value description = description_of(R"({"type": "object"})");
  const auto refused = [&](std::string_view schema_pointer, std::string_view pointer) {
    const auto made = make_form(&description, {schema_pointer, pointer});
    return made ? std::string("made") : made.error().type + " " + made.error().pointer;
  };
  EXPECT_EQ(refused("/properties/nothing", "/body/x"), "input.invalid /schemaPointer");
  EXPECT_EQ(refused("", "body"), "input.invalid /pointer");
  EXPECT_EQ(refused("/properties/body", ""), "input.invalid /pointer");
  EXPECT_EQ(refused("/properties/body", "/body"), "made");
}

} // namespace
} // namespace http_task::form
