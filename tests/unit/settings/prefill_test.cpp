#include "dialpad_description.hpp"
#include "settings/prefill.hpp"
#include "settings/validate.hpp"
#include "json/write.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace http_task::settings {
namespace {

std::string prefilled_text(std::string_view description, std::string_view typed = "null") {
  const json::value t = json::parse(typed).value();
  const result<prefilled> p = prefill(json::parse(description).value(), &t);
  return p ? json::write(p->settings) : p.error().type;
}

} // namespace

TEST(Prefill, MakesDialpadsCallSubscription) {
  const json::value description = dialpad_description();
  const prefilled p = prefill(description, nullptr).value();
  EXPECT_EQ(
      json::write(p.settings),
      R"({"endpoint":{"id":"dialpad.com:POST:/api/v2/subscriptions/call"},"method":"POST",)"
      R"("uri":"https://dialpad.com/api/v2/subscriptions/call","headers":)"
      R"({"Content-Type":"application/json"},)"
      R"("body":{"enabled":true},"authentication":{"type":"bearer","token":"${secrets.DIALPAD_API_KEY}"},)"
      R"("rateLimit":{"requests":1200,"perSeconds":60}})");
  EXPECT_TRUE(p.to_check.empty());
  const report found = validate(p.settings, &description);
  EXPECT_TRUE(found.errors.empty() && found.warnings.empty());
}

TEST(Prefill, StartsFromANamedExampleBelowWhatWasTyped) {
  const json::value description =
      json::parse(R"({"type": "object", "properties": {"method": {"const": "POST"},
    "body": {"type": "object", "properties": {"kind": {"default": "plain"}}}}, "endpoint": {"id": "x:POST:/a",
    "requestBody": {"examples": {"rex": {"value": {"name": "Rex", "owner": {"id": 1, "city": "B"}}},
                                 "mia": {"value": {"name": "Mia"}}}}}})")
          .value();
  const json::value typed = json::parse(R"({"body": {"name": "Max", "owner": {"id": 2}}})").value();
  const prefilled p = prefill(description, &typed, "rex").value();
  EXPECT_EQ(json::write(p.settings), R"({"endpoint":{"id":"x:POST:/a"},"method":"POST",)"
                                     R"("body":{"name":"Max","owner":{"id":2,"city":"B"},"kind":"plain"}})");
  ASSERT_EQ(p.to_check.size(), 1U);
  EXPECT_EQ(p.to_check[0].pointer, "/body");
  const problem unknown = prefill(description, nullptr, "rax").error();
  EXPECT_EQ(unknown.type, "input.invalid");
  EXPECT_EQ(unknown.detail, "The description has no example of the name \"rax\"; it has rex, mia.");
  EXPECT_EQ(unknown.advice, "Did you mean \"rex\"?");
}

TEST(Prefill, NeverOverwritesWhatWasTyped) {
  const json::value description = dialpad_description();
  const json::value typed = *json::parse(R"({
    "body": {"target_id": 5, "enabled": false, "own": {"x": [1]}}, "method": "PUT", "uri": null,
    "rateLimit": null,
    "headers": {"content-type": "text/plain"}, "totalTimeOut": 5, "endpoint": {"id": "mine"}})");
  EXPECT_EQ(json::write(prefill(description, &typed)->settings),
            R"({"endpoint":{"id":"mine"},"method":"PUT","uri":null,"headers":{"content-type":"text/plain"},)"
            R"("body":{"target_id":5,"enabled":false,"own":{"x":[1]}},)"
            R"("authentication":{"type":"bearer","token":"${secrets.DIALPAD_API_KEY}"},"rateLimit":null,)"
            R"("totalTimeOut":5})");
}

TEST(Prefill, AddsToTypedObjects) {
  const json::value description = dialpad_description();
  const json::value typed = *json::parse(R"({"body":{"target_id":5}})");
  EXPECT_EQ(json::write(prefill(description, &typed)->settings.at("body")),
            R"({"target_id":5,"enabled":true})");
}

TEST(Prefill, IsItsOwnFixedPoint) {
  const json::value description = dialpad_description();
  const json::value once = prefill(description, nullptr)->settings;
  EXPECT_EQ(prefill(description, &once)->settings, once);
}

TEST(Prefill, TakesAnExampleForARequiredFieldAndSaysSo) {
  const json::value description = *json::parse(R"({"required":["pathParameters"],"properties":{
    "uri":{"default":"https://h/{id}/{b}"},
    "pathParameters":{"required":["id","b"],"properties":{"id":{"examples":[42,43]},"b":{"type":"string"}}},
    "queryParameters":{"properties":{"limit":{"examples":[10]},"sort":{"default":"asc"}}}}})");
  const prefilled p = prefill(description, nullptr).value();
  EXPECT_EQ(json::write(p.settings),
            R"({"uri":"https://h/{id}/{b}","pathParameters":{"id":42},"queryParameters":{"sort":"asc"}})");
  ASSERT_EQ(p.to_check.size(), 2U);
  EXPECT_EQ(p.to_check[0].pointer, "/pathParameters/id");
  EXPECT_EQ(p.to_check[1].pointer, "/pathParameters/b");
}

TEST(Prefill, InventsNothing) {
  EXPECT_EQ(prefilled_text(
                R"({"properties":{"body":{"properties":{"a":{"type":"string"},"b":{"examples":[1]}}}}})"),
            "{}");
  EXPECT_EQ(prefilled_text(
                R"({"properties":{"body":{"properties":
              {"a":{"properties":{"b":{"type":"string"}},"required":["b"]}}}}})"),
            "{}")
      << "a required field of an optional object without content does not make the object";
  EXPECT_EQ(prefilled_text(R"({"properties":{"body":{"properties":{"id":{"readOnly":true,"default":1}}}}})"),
            "{}");
}

TEST(Prefill, ShowsARequiredObjectWithoutContent) {
  EXPECT_EQ(prefilled_text(R"({"required":["body"],"properties":{"body":{"properties":{"a":{}}}}})"),
            R"({"body":{}})");
}

TEST(Prefill, TakesTheOnlyAllowedValue) {
  EXPECT_EQ(prefilled_text(R"({"properties":{"method":{"enum":["PUT"]}}})"), R"({"method":"PUT"})");
  EXPECT_EQ(prefilled_text(R"({"properties":{"method":{"enum":["PUT","POST"]}}})"), "{}");
}

TEST(Prefill, LeavesTheShorthandOfAHeaderInForce) {
  EXPECT_EQ(
      prefilled_text(
          R"({"properties":{"headers":{"properties":{"Content-Type":{"default":"application/json"}}}}})",
          R"({"contentType":"text/plain"})"),
      R"({"headers":{},"contentType":"text/plain"})");
}

TEST(Prefill, EndsOnDescriptionsThatGoInCircles) {
  EXPECT_EQ(prefilled_text(R"({"required":["body"],"properties":{"body":{"$ref":"#/$defs/n"}},"$defs":{"n":
    {"required":["next"],"properties":{"next":{"$ref":"#/$defs/n"},"v":{"default":1}}}}})"),
            R"({"body":{"next":{"v":1},"v":1}})");
  EXPECT_EQ(prefilled_text(R"({"$ref":"#"})"), "{}");
}

// Each property refers to all the others: a walk without bounds would take for ever.
TEST(Prefill, BoundsTheWalk) {
  std::string defs;
  for (int i = 0; i < 12; ++i) {
    defs += (i ? "," : "") + std::string("\"d") + std::to_string(i) + "\":{\"properties\":{";
    for (int j = 0; j < 12; ++j)
      defs += (j ? "," : "") + std::string("\"p") + std::to_string(j) + "\":{\"$ref\":\"#/$defs/d" +
              std::to_string(j) + "\"}";
    defs += "}}";
  }
  EXPECT_EQ(prefilled_text(R"({"properties":{"body":{"$ref":"#/$defs/d0"}},"$defs":{)" + defs + "}}"), "{}");
}

TEST(Prefill, RefusesWhatIsNoObject) {
  EXPECT_EQ(prefilled_text("[]"), "description.invalid");
  EXPECT_EQ(prefilled_text("{}", "[]"), "settings.invalid");
}

// What is wrong afterwards is what `to_check` names, and nothing else.
TEST(Prefill, MakesSettingsOfEveryBuiltInEndpoint) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(HTTP_TASK_SOURCE_DIR "/schemas/endpoints")) {
    SCOPED_TRACE(entry.path().filename());
    std::ifstream file(entry.path());
    std::ostringstream text;
    text << file.rdbuf();
    const json::value description = json::parse(text.str()).value();
    const prefilled p = prefill(description, nullptr).value();
    for (const finding& f : validate(p.settings, &description).errors) {
      const bool named =
          std::ranges::any_of(p.to_check, [&](const finding& c) { return c.pointer.starts_with(f.pointer); });
      EXPECT_TRUE(named) << f.pointer << ": " << f.detail;
    }
    ++count;
  }
  EXPECT_GT(count, 0U);
}

} // namespace http_task::settings
