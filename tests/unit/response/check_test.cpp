#include "response/check.hpp"

#include "json/parse.hpp"

#include <gtest/gtest.h>

namespace http_task::response {
namespace {

TEST(check_status, names_what_was_expected) {
  const std::vector<status_range> accepted{{200, 299}, {404, 404}, {301, 303}};
  EXPECT_TRUE(check_status(204, accepted).pass);
  EXPECT_TRUE(check_status(404, accepted).pass);
  const check c = check_status(500, accepted);
  EXPECT_FALSE(c.pass);
  EXPECT_EQ(c.rule, "status");
  EXPECT_EQ(c.message, "500 is not accepted; expected 2XX, 404, 301-303.");
}

class response_schema : public testing::Test {
protected:
  std::vector<check> check_body(unsigned status, std::string_view body) {
    const json::value value = *json::parse(body);
    return check_response_schema(description, status, &value);
  }

  const json::value description = *json::parse(R"({
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$defs": { "webhook": { "type": "object", "required": ["id"], "properties": { "id": { "type": "integer" } } } },
    "endpoint": { "responses": {
      "200": { "schema": { "$ref": "#/$defs/webhook" } },
      "4XX": { "schema": { "type": "object", "required": ["error"] } },
      "204": { "description": "Nothing to say" } } } })");
};

TEST_F(response_schema, a_body_as_documented_passes) {
  const std::vector<check> checks = check_body(200, R"({"id": 1000})");
  ASSERT_EQ(checks.size(), 1U);
  EXPECT_TRUE(checks[0].pass);
}

TEST_F(response_schema, a_mismatch_says_where) {
  const std::vector<check> checks = check_body(200, R"({"id": "1000"})");
  ASSERT_EQ(checks.size(), 1U);
  EXPECT_FALSE(checks[0].pass);
  EXPECT_EQ(checks[0].pointer, "/id");
}

TEST_F(response_schema, a_class_of_statuses_stands_for_its_codes) {
  EXPECT_FALSE(check_body(404, "{}")[0].pass);
  EXPECT_TRUE(check_body(404, R"({"error": "no"})")[0].pass);
}

TEST_F(response_schema, an_undocumented_status_is_flagged) {
  const std::vector<check> checks = check_body(500, "{}");
  ASSERT_EQ(checks.size(), 1U);
  EXPECT_FALSE(checks[0].pass);
  EXPECT_NE(checks[0].message.find("500"), std::string::npos);
}

TEST_F(response_schema, without_a_documented_schema_there_is_no_check) {
  EXPECT_TRUE(check_body(204, "{}").empty());
  const json::value value;
  EXPECT_TRUE(check_response_schema(json::object(), 200, &value).empty());
}

TEST(check_media_type, compares_with_all_that_are_documented) {
  const json::value description = *json::parse(R"({"endpoint": {"responses": {
    "200": {"contentType": "application/json"}, "206": {"contentType": "text/*"}, "204": {},
    "4XX": {"contentType": "application/json", "contentTypes": ["application/json", "application/problem+json"]}}}})");
  EXPECT_TRUE(check_media_type(description, 200, "application/json; charset=utf-8")->pass);
  EXPECT_TRUE(check_media_type(description, 404, "Application/Problem+JSON")->pass);
  EXPECT_TRUE(check_media_type(description, 206, "text/csv")->pass);
  const check html = *check_media_type(description, 200, "text/html");
  EXPECT_FALSE(html.pass);
  EXPECT_EQ(html.rule, "response media type");
  EXPECT_EQ(html.message, "The description documents application/json; the answer came with text/html.");
  EXPECT_FALSE(check_media_type(description, 200, "")->pass);
  EXPECT_FALSE(check_media_type(description, 200, "nonsense")->pass);
  EXPECT_FALSE(check_media_type(description, 204, "text/html"));
  EXPECT_FALSE(check_media_type(description, 500, "text/html"));
}

TEST_F(response_schema, a_documented_body_that_did_not_come_is_flagged) {
  const std::vector<check> checks = check_response_schema(description, 200, nullptr);
  ASSERT_EQ(checks.size(), 1U);
  EXPECT_FALSE(checks[0].pass);
}

} // namespace
} // namespace http_task::response
