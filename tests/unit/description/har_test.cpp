#include "documents.hpp"

#include "description/observed.hpp"

#include <gtest/gtest.h>

namespace http_task::description {
namespace {

using test::at;

std::string
entry(std::string_view method, std::string_view url, std::string_view more = {},
      std::string_view response =
          R"("status": 200, "content": {"mimeType": "application/json", "text": "{\"id\": 1}"})") {
  return R"({"request": {"method": ")" + std::string(method) + R"(", "url": ")" + std::string(url) + "\"" +
         std::string(more) + R"(}, "response": {)" + std::string(response) + "}}";
}

std::string har(const std::string& entries) {
  return R"({"log": {"version": "1.2", "entries": [)" + entries + "]}}";
}

TEST(har, requests_of_one_host_become_endpoints) {
  const api a = test::read(har(
      entry("GET", "https://api.example.com/v1/users/123?page=2",
            R"(, "queryString": [{"name": "page", "value": "2"}, {"name": "access_token", "value": "s3cret"}],
               "headers": [{"name": ":authority", "value": "x"}, {"name": "X-Api-Key", "value": "s3cret"},
                           {"name": "Cookie", "value": "s3cret"}, {"name": "X-Mode", "value": "a"}])") +
      "," +
      entry(
          "GET", "https://api.example.com/v1/users/456", "",
          R"("status": 200, "content": {"mimeType": "application/json", "text": "{\"id\": \"x\", \"token\": \"s3cret\"}"})") +
      "," + entry("GET", "https://cdn.example.com/a.json") + "," +
      entry("GET", "https://api.example.com/logo.png", "",
            R"("status": 200, "content": {"mimeType": "image/png"})")));
  EXPECT_EQ(a.id, "api.example.com");
  ASSERT_EQ(a.endpoints.size(), 1U);
  const endpoint e = a.describe(0);
  EXPECT_EQ(e.id, "api.example.com:GET:/v1/users/{id}");
  EXPECT_EQ(at(e, "/properties/pathParameters/properties/id/examples"), R"(["123"])");
  EXPECT_EQ(at(e, "/properties/queryParameters/properties/page/default"), R"("2")");
  EXPECT_EQ(at(e, "/properties/queryParameters/properties/access_token/default"),
            R"("${secrets.EXAMPLE_ACCESS_TOKEN}")");
  EXPECT_EQ(
      at(e, "/properties/headers/properties"),
      R"({"X-Api-Key":{"type":"string","default":"${secrets.EXAMPLE_X_API_KEY}"},"X-Mode":{"type":"string","default":"a"}})");
  EXPECT_EQ(
      at(e, "/endpoint/responses/200/schema"),
      R"({"type":"object","required":["id"],"properties":{"id":{"type":["integer","string"]},"token":{"type":"string"}}})");
  EXPECT_EQ(json::write(e.schema).find("s3cret"), std::string::npos);
  ASSERT_EQ(a.warnings.size(), 2U);
  EXPECT_NE(a.warnings[1].detail.find("cdn.example.com"), std::string::npos);
}

TEST(har, bodies_are_inferred) {
  const api a = test::read(har(
      entry(
          "POST", "https://api.example.com/login",
          R"(, "postData": {"mimeType": "application/json;charset=UTF-8", "text": "{\"user\": \"u\", \"password\": \"s3cret\"}"})") +
      "," +
      entry(
          "PUT", "https://api.example.com/form",
          R"(, "postData": {"mimeType": "application/x-www-form-urlencoded", "params": [{"name": "a", "value": "1"}]})")));
  const endpoint login = a.describe(0);
  EXPECT_EQ(at(login, "/properties/body/properties"),
            R"({"user":{"type":"string"},"password":{"type":"string"}})");
  EXPECT_EQ(at(login, "/properties/body/examples"),
            R"([{"user":"u","password":"${secrets.EXAMPLE_PASSWORD}"}])");
  EXPECT_EQ(at(a.describe(1), "/properties/body/properties"), R"({"a":{"type":"string"}})");
}

TEST(har, a_file_without_requests_is_refused) {
  for (const char* text : {R"({"log": {"entries": []}})", R"({"log": {"entries": [5, {}, {"request": {}}]}})",
                           R"({"log": {"entries": {}}})"}) {
    const result<api> read = read_document(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().type, "description.invalid");
  }
}

TEST(observed, secrets_are_known_by_their_names) {
  for (const char* name : {"Authorization", "api_key", "X-API-Key", "access_token", "password",
                           "client_secret", "X-CSRF-Token", "sessionId", "key", "sid"})
    EXPECT_TRUE(names_secret(name)) << name;
  for (const char* name : {"token_type", "keyword", "monkey", "name", "page", "considered", "author"})
    EXPECT_FALSE(names_secret(name)) << name;
}

} // namespace
} // namespace http_task::description
