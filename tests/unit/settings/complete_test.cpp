#include "settings/complete.hpp"

#include "settings/validate.hpp"
#include "json/parse.hpp"
#include "json/write.hpp"

#include <gtest/gtest.h>

namespace http_task::settings {
namespace {

const char* const description_text = R"({
  "type": "object",
  "required": ["method", "uri", "pathParameters", "body"],
  "properties": {
    "method": {"const": "PUT"},
    "uri": {"type": "string", "default": "https://api.example.test/users/{id}"},
    "pathParameters": {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer", "minimum": 7}}},
    "body": {"type": "object", "required": ["name"],
             "properties": {"name": {"type": "string", "minLength": 3}, "note": {"type": "string"}}}
  },
  "endpoint": {"id": "api.example.test:PUT:/users/{id}"}})";

} // namespace

TEST(CompleteWithSamples, FillsWhatIsRequiredAndNothingElse) {
  const json::value description = json::parse(description_text).value();
  prefilled p = prefill(description, nullptr).value();
  ASSERT_FALSE(p.to_check.empty());
  ASSERT_FALSE(validate(p.settings, &description).valid());
  complete_with_samples(description, p);
  EXPECT_TRUE(validate(p.settings, &description).valid()) << json::write(p.settings);
  EXPECT_FALSE(p.settings.at("body").as_object().contains("note"));
}

TEST(CompleteWithSamples, KeepsWhatWasTyped) {
  const json::value description = json::parse(description_text).value();
  const json::value typed = json::parse(R"({"pathParameters": {"id": 42}})").value();
  prefilled p = prefill(description, &typed).value();
  complete_with_samples(description, p);
  EXPECT_EQ(p.settings.at("pathParameters").at("id").as_int64(), 42);
}

TEST(CompleteWithSamples, LeavesEmptyWhatCannotBeSampled) {
  const json::value description = json::parse(R"({
    "type": "object", "required": ["body"],
    "properties": {"body": {"type": "object", "required": ["x"],
                            "properties": {"x": {"type": "integer", "minimum": 2, "maximum": 1}}}},
    "endpoint": {"id": "a:PUT:/"}})")
                                      .value();
  prefilled p = prefill(description, nullptr).value();
  const std::string before = json::write(p.settings);
  complete_with_samples(description, p);
  EXPECT_EQ(json::write(p.settings), before);
}

} // namespace http_task::settings
