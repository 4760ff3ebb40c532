#include "description/security.hpp"

#include "documents.hpp"

#include <gtest/gtest.h>

namespace http_task::description {
namespace {

using test::at;

endpoint with_security(std::string_view security, std::string_view operation = "{}") {
  return test::only_endpoint(
      test::openapi("{\"/a\": {\"get\": " + std::string(operation) + "}}",
                    ", \"security\": " + std::string(security) + R"(, "components": {"securitySchemes": {
      "bearer": {"type": "http", "scheme": "Bearer"}, "basic": {"type": "http", "scheme": "basic"},
      "digest": {"type": "http", "scheme": "digest"}, "oauth": {"type": "oauth2", "flows": {}},
      "header": {"type": "apiKey", "in": "header", "name": "X-Key"}, "query": {"type": "apiKey", "in": "query", "name": "key"},
      "app": {"type": "apiKey", "in": "header", "name": "X-App"}, "alias": {"$ref": "#/components/securitySchemes/bearer"}}})"));
}

std::string prefilled(std::string_view security) {
  return at(with_security(security), "/properties/authentication/default");
}

TEST(security, each_scheme_becomes_what_the_settings_have_for_it) {
  EXPECT_EQ(prefilled(R"([{"bearer": []}])"), R"({"type":"bearer","token":"${secrets.PETS_API_KEY}"})");
  EXPECT_EQ(prefilled(R"([{"alias": []}])"), R"({"type":"bearer","token":"${secrets.PETS_API_KEY}"})");
  EXPECT_EQ(
      prefilled(R"([{"basic": []}])"),
      R"({"type":"basic","username":"${secrets.PETS_USERNAME}","password":"${secrets.PETS_PASSWORD}"})");
  EXPECT_EQ(prefilled(R"([{"oauth": []}])"), R"({"type":"bearer","token":"${secrets.PETS_ACCESS_TOKEN}"})");
  EXPECT_EQ(prefilled(R"([{"header": []}])"),
            R"({"type":"apiKey","in":"header","name":"X-Key","value":"${secrets.PETS_API_KEY}"})");
}

TEST(security, a_header_field_is_preferred_to_the_query_and_one_key_to_two) {
  EXPECT_EQ(prefilled(R"([{"query": []}, {"bearer": []}])"),
            R"({"type":"bearer","token":"${secrets.PETS_API_KEY}"})");
  EXPECT_EQ(prefilled(R"([{"app": [], "header": []}, {"query": []}])"),
            R"({"type":"apiKey","in":"query","name":"key","value":"${secrets.PETS_API_KEY}"})");
  const endpoint e = with_security(R"([{"query": ["a"]}, {"bearer": ["a", "b"]}])");
  EXPECT_EQ(at(e, "/endpoint/security"),
            R"([{"schemes":["query"],"scopes":["a"]},{"schemes":["bearer"],"scopes":["a","b"]}])");
  EXPECT_EQ(at(e, "/endpoint/scopes"), R"([{"name":"a"},{"name":"b"}])");
  EXPECT_EQ(at(e, "/properties/authentication/oneOf/1/required"), R"(["type","token"])");
  EXPECT_EQ(at(e, "/endpoint/securitySchemes/query/name"), R"("key")");
}

TEST(security, a_second_key_that_is_demanded_too_is_a_header_field) {
  const endpoint e = with_security(R"([{"header": [], "app": []}])");
  EXPECT_EQ(at(e, "/properties/authentication/default/name"), R"("X-Key")");
  EXPECT_EQ(at(e, "/properties/headers/properties/X-App/default"), R"("${secrets.PETS_APP}")");
  EXPECT_EQ(at(e, "/properties/headers/required"), R"(["X-App"])");
}

TEST(security, a_key_that_authentication_sends_is_not_demanded_twice) {
  const endpoint twice = with_security(R"([{"bearer": [], "oauth": []}])");
  EXPECT_TRUE(twice.warnings.empty());
  const endpoint declared = with_security(R"([{"header": []}])", R"({"parameters": [
      {"name": "x-key", "in": "header", "required": true, "schema": {"type": "string"}}]})");
  EXPECT_EQ(at(declared, "/properties/headers"), "(none)");
  const endpoint further = with_security(R"([{"header": [], "app": []}])", R"({"parameters": [
      {"name": "X-App", "in": "header", "required": true, "schema": {"type": "string"}}]})");
  EXPECT_EQ(at(further, "/properties/headers/required"), R"(["X-App"])");
}

TEST(security, nobody_needs_to_say_who_calls) {
  EXPECT_EQ(at(with_security("[]"), "/properties/authentication"), "(none)");
  EXPECT_EQ(at(with_security(R"([{"bearer": []}])", R"({"security": []})"), "/properties/authentication"),
            "(none)");
  const endpoint optional = with_security(R"([{}, {"bearer": []}])");
  EXPECT_EQ(at(optional, "/endpoint/security/0"), R"({"schemes":[]})");
  EXPECT_TRUE(optional.warnings.empty());
}

TEST(security, what_cannot_be_met_is_said) {
  const api digest = test::read(test::openapi(
      R"({"/a": {"get": {"security": [{"digest": []}]}}})",
      R"(, "components": {"securitySchemes": {"digest": {"type": "http", "scheme": "digest"}}})"));
  ASSERT_EQ(digest.warnings.size(), 1U);
  EXPECT_EQ(digest.warnings[0].pointer, "/paths/~1a/get/security");
  const api unknown = test::read(test::openapi(R"({"/a": {"get": {"security": [{"none": []}, 5]}}})"));
  EXPECT_EQ(unknown.warnings.size(), 2U);
}

TEST(security, secrets_are_named_after_the_api) {
  EXPECT_EQ(secret_prefix("dialpad.com"), "DIALPAD");
  EXPECT_EQ(secret_prefix("api.github.com"), "GITHUB");
  EXPECT_EQ(secret_prefix("api.example.co.uk"), "EXAMPLE");
  EXPECT_EQ(secret_prefix("github.com/api.github.com"), "GITHUB");
  EXPECT_EQ(secret_prefix("pet-store"), "PET_STORE");
  EXPECT_EQ(secret_prefix("localhost"), "LOCALHOST");
  EXPECT_EQ(secret_prefix("127.0.0.1"), "API_127_0_0_1");
  EXPECT_EQ(secret_prefix("1password.com"), "API_1PASSWORD");
}

} // namespace
} // namespace http_task::description
