#include "catalog/sample.hpp"

#include "apis.hpp"

#include "schema/validator.hpp"

#include <gtest/gtest.h>

#include <map>

namespace http_task::catalog {
namespace {

// The endpoint whose only operation has these responses.
std::shared_ptr<const description::endpoint> with_responses(std::string_view responses) {
  catalog c(false);
  EXPECT_TRUE(c.load(
      test::openapi("x.example", "{\"/a\": {\"get\": {\"responses\": " + std::string(responses) + "}}}")));
  return c.find("x.example:GET:/a").value();
}

std::string content(std::string_view schema, std::string_view example) {
  return R"({"200": {"description": "", "content": {"application/json": {"schema": )" + std::string(schema) +
         (example.empty() ? "" : ", \"example\": " + std::string(example)) + "}}}}";
}

std::string sampled(std::string_view responses, const sample_request& request = {}) {
  return json::write(sample(*with_responses(responses), request).value());
}

std::string body(std::string_view schema, std::string_view example) {
  return json::write(sample(*with_responses(content(schema, example))).value().at("body"));
}

TEST(sample, is_the_documented_example_where_it_is_valid) {
  EXPECT_EQ(
      sampled(content(R"({"type": "object"})", R"({"id": 5})")),
      R"({"statusCode":200,"contentType":"application/json","headers":{"Content-Type":"application/json"},"body":{"id":5},"from":"example"})");
}

TEST(sample, repairs_what_stands_in_quotation_marks) {
  const char* schema =
      R"({"type": "object", "properties": {"id": {"type": "integer", "format": "int64", "nullable": true},
      "rate": {"type": "number"}, "on": {"type": "boolean"}, "code": {"type": "string"}, "ids": {"type": "array",
      "items": {"type": "integer"}}}})";
  EXPECT_EQ(
      body(
          schema,
          R"({"id": "9007199254740993", "rate": "1.5", "on": "true", "code": 17, "ids": ["1", 2, "3"], "more": 1})"),
      R"({"id":9007199254740993,"rate":1.5,"on":true,"code":"17","ids":[1,2,3],"more":1})");
}

TEST(sample, replaces_what_does_not_fit_and_keeps_the_rest) {
  const char* schema =
      R"({"type": "object", "required": ["name", "kind"], "additionalProperties": false, "properties": {
      "name": {"type": "string"}, "kind": {"type": "string", "enum": ["cat"]}, "age": {"type": "integer"}}})";
  EXPECT_EQ(body(schema, R"({"name": "Rex", "kind": "dog", "age": "old", "extra": 1})").substr(0, 27),
            R"({"name":"Rex","kind":"cat",)");
  EXPECT_EQ(
      body(R"({"type": "object", "required": ["name", "kind"], "properties": {"name": {"type": "string"},
                     "kind": {"type": "string", "enum": ["cat"]}}})",
           R"({"name": "Rex"})"),
      R"({"name":"Rex","kind":"cat"})");
}

TEST(sample, is_made_from_the_schema_where_there_is_no_example) {
  const json::value answer =
      sample(*with_responses(content(R"({"type": "integer", "minimum": 7, "maximum": 7})", ""))).value();
  EXPECT_EQ(answer.at("body"), 7);
  EXPECT_EQ(answer.at("from"), "schema");
}

TEST(sample, is_nothing_where_nothing_is_described) {
  EXPECT_EQ(sampled(R"({"204": {"description": "Done."}})"),
            R"({"statusCode":204,"contentType":"","headers":{},"body":null,"from":"nothing"})");
  EXPECT_EQ(sampled("{}"),
            R"({"statusCode":200,"contentType":"","headers":{},"body":null,"from":"nothing"})");
}

TEST(sample, answers_for_the_status_that_is_asked_for) {
  const char* responses =
      R"({"404": {"description": "", "content": {"application/json": {"example": "gone"}}},
      "5XX": {"description": "", "content": {"application/json": {"example": "broken"}}},
      "201": {"description": "", "content": {"application/json": {"example": "made"}}}})";
  const auto e = with_responses(responses);
  EXPECT_EQ(sample(*e).value().at("statusCode"), 201);
  EXPECT_EQ(sample(*e, {"404", 0}).value().at("body"), "gone");
  EXPECT_EQ(sample(*e, {"503", 0}).value().at("body"), "broken");
  EXPECT_EQ(sample(*e, {"503", 0}).value().at("statusCode"), 503);
  for (const char* unknown : {"200", "abc", "2XX", "999", "4040", "-1"}) {
    const result<json::value> refused = sample(*e, {unknown, 0});
    ASSERT_FALSE(refused) << unknown;
    EXPECT_EQ(refused.error().type, "input.invalid");
    EXPECT_EQ(refused.error().pointer, "/status");
  }
}

TEST(sample, another_seed_takes_another_example) {
  const auto e = with_responses(R"({"200": {"description": "", "content": {"application/json": {"examples":
      {"a": {"value": "A"}, "b": {"value": "B"}}}}}})");
  EXPECT_EQ(sample(*e, {"", 0}).value().at("body"), "A");
  EXPECT_EQ(sample(*e, {"", 1}).value().at("body"), "B");
  EXPECT_EQ(sample(*e, {"", 2}).value().at("body"), "A");
}

TEST(sample, of_every_operation_of_dialpad_satisfies_its_schema) {
  const std::optional<std::string> text = test::dialpad();
  if (!text) GTEST_SKIP() << test::no_dialpad;
  catalog c(false);
  ASSERT_TRUE(c.load(*text));
  std::map<std::string, int> from;
  for (const char* method : {"GET", "POST", "PUT", "PATCH", "DELETE"}) {
    for (const search_result& r : c.search({"", 100, method, ""}).results) {
      const auto e = c.find(r.id).value();
      const result<json::value> answer = sample(*e);
      ASSERT_TRUE(answer) << r.id << ": " << answer.error().detail;
      ++from[std::string(json::view(answer->at("from").get_string()))];
      schema::compile_options options;
      options.pointer =
          "/endpoint/responses/" + std::to_string(answer->at("statusCode").get_int64()) + "/schema";
      if (!json::find(e->schema, options.pointer)) continue;
      const schema::validator validator = schema::compile(e->schema, options).value();
      EXPECT_TRUE(validator.is_valid(answer->at("body"))) << r.id;
    }
  }
  EXPECT_EQ(from["example"], 117);
  EXPECT_EQ(from["schema"], 66);
  EXPECT_EQ(from["nothing"], 10);
  const json::value answer = sample(*c.find("webhook_call_event_subscription.create").value()).value();
  EXPECT_EQ(
      json::write(answer.at("body")),
      R"({"call_states":["barge","hangup","recording"],"enabled":true,"group_calls_only":true,"id":1001,"webhook":{"hook_url":"https://test.com","id":1000,"signature":{"algo":"HS256","secret":"puppy","type":"jwt"}}})");
}

} // namespace
} // namespace http_task::catalog
