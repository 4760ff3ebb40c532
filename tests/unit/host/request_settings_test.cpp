#include "sandbox/request_settings.hpp"

#include <gtest/gtest.h>

namespace http_task::host {
namespace {

const json::object& description() {
  static const json::object d = *parse_object(R"({
    "properties": {
      "pathParameters": {"properties": {"id": {"type": "integer"}}},
      "queryParameters": {"properties": {
        "limit": {"type": "integer"}, "on": {"type": "boolean"}, "name": {"type": "string"},
        "ids": {"type": "array", "items": {"type": "integer"}}}},
      "headers": {"properties": {"X-Trace": {"type": "string"}, "Content-Type": {"type": "string"}}}
    },
    "endpoint": {"id": "api.test:GET:/items/{id}"}})",
                                              "test");
  return d;
}

std::string settings_of(const sandbox_request& request) {
  const auto settings =
      settings_from_request(description(), {"https://api.test/items/{id}", {{"id", "7"}}}, request);
  return settings ? to_text(*settings) : "failed: " + settings.error().type;
}

TEST(SettingsFromRequest, TakesTypesFromTheDescription) {
  EXPECT_EQ(
      settings_of({"https", "GET", "/items/7?limit=10&on=true&name=5&ids=1&ids=2&extra=x+y%21", {}, {}}),
      R"({"endpoint":{"id":"api.test:GET:/items/{id}"},"method":"GET","uri":"https://api.test/items/{id}",)"
      R"("pathParameters":{"id":7},)"
      R"("queryParameters":{"limit":10,"on":true,"name":"5","ids":[1,2],"extra":"x y!"}})");
}

TEST(SettingsFromRequest, LeavesWhatCannotBeRead) {
  const std::string settings =
      settings_of({"https", "GET", "/items/7?limit=many&on=1&ids=1&ids=x&=&&", {}, {}});
  EXPECT_NE(settings.find(R"("limit":"many","on":"1","ids":[1,"x"])"), std::string::npos) << settings;
}

TEST(SettingsFromRequest, TakesOnlyDescribedHeaders) {
  const std::string settings =
      settings_of({"https",
                   "GET",
                   "/items/7",
                   {{"Host", "api.test"}, {"x-trace", "t"}, {"Authorization", "Bearer s"}},
                   {}});
  EXPECT_NE(settings.find(R"("headers":{"X-Trace":"t"})"), std::string::npos) << settings;
  EXPECT_EQ(settings.find("Bearer"), std::string::npos);
}

TEST(SettingsFromRequest, ReadsParametersInTheirStyles) {
  const json::object styled = *parse_object(R"({
    "properties": {
      "pathParameters": {"properties": {"id": {"type": "array", "items": {"type": "integer"}}}},
      "queryParameters": {"properties": {
        "page": {"type": "object", "properties": {"size": {"type": "integer"}}},
        "rest": {"type": "object", "additionalProperties": {"type": "string"}},
        "size2": {"type": "integer"}, "filter": {"type": "object"}}},
      "cookies": {"properties": {"s": {"type": "string"}}},
      "parameterStyles": {"const": {"pathParameters": {"id": {"style": "label", "explode": true}},
        "queryParameters": {"filter": {"style": "deepObject"}}}}
    },
    "endpoint": {"id": "x"}})",
                                            "test");
  const auto settings = settings_from_request(
      styled, {"https://api.test/{id}", {{"id", ".1.2"}}},
      {"https", "GET", "/.1.2?size=1&size2=2&filter[a]=b&other=3", {{"Cookie", "k=secret; s=a+b%20c"}}, {}});
  ASSERT_TRUE(settings);
  EXPECT_EQ(
      to_text(*settings),
      R"({"endpoint":{"id":"x"},"method":"GET","uri":"https://api.test/{id}","pathParameters":{"id":[1,2]},)"
      R"("queryParameters":{"size2":2,"filter":{"a":"b"},"page":{"size":1},"rest":{"other":"3"}},)"
      R"("cookies":{"s":"a+b c"},)"
      R"("parameterStyles":{"pathParameters":{"id":{"style":"label","explode":true}},)"
      R"("queryParameters":{"filter":{"style":"deepObject"}}}})");
}

TEST(SettingsFromRequest, ReadsTheBodyByItsType) {
  EXPECT_NE(
      settings_of({"https", "GET", "/", {{"Content-Type", "application/json; charset=utf-8"}}, "{\"a\":1}"})
          .find(R"("body":{"a":1})"),
      std::string::npos);
  EXPECT_NE(
      settings_of({"https", "GET", "/", {{"Content-Type", "application/x-www-form-urlencoded"}}, "a=1&b=x+y"})
          .find(R"("body":{"a":"1","b":"x y"})"),
      std::string::npos);
  EXPECT_NE(settings_of({"https", "GET", "/", {{"Content-Type", "text/plain"}}, "{"}).find(R"("body":"{")"),
            std::string::npos);
  EXPECT_EQ(settings_of({"https", "GET", "/", {{"Content-Type", "application/json"}}, "{"}),
            "failed: input.not_json");
}

} // namespace
} // namespace http_task::host
