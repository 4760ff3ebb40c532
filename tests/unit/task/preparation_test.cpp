#include "task/preparation.hpp"

#include "json/parse.hpp"

#include <gtest/gtest.h>

namespace http_task::task {
namespace {

std::shared_ptr<const json::value> no_description(std::string_view) {
  return nullptr;
}

submission with_settings(std::string settings) {
  submission s;
  s.settings = std::move(settings);
  return s;
}

preparation prepared(submission s, const description_lookup& find_description = no_description) {
  step_cache known;
  return prepare(std::move(s), find_description, known);
}

TEST(prepare, puts_context_and_secrets_into_the_request) {
  submission s = with_settings(R"({
    "uri": "https://api.example.test/users/{id}", "method": "POST",
    "pathParameters": {"id": "${workflow.input.user}"},
    "body": {"name": "${workflow.input.name}"},
    "authentication": {"type": "bearer", "token": "${secrets.KEY}"}})");
  s.context = R"({"workflow": {"input": {"user": 42, "name": "Ada"}}})";
  s.secrets = R"({"KEY": "s3cret-value"})";
  const preparation p = prepared(std::move(s));
  ASSERT_FALSE(p.error) << p.error->detail;
  EXPECT_EQ(p.request->target, "/users/42");
  EXPECT_EQ(*p.request->body, R"({"name":"Ada"})");
  EXPECT_EQ(*p.request->headers.find("Authorization"), "Bearer s3cret-value");
  EXPECT_TRUE(p.secrets.contains_secret("Bearer s3cret-value"));
}

TEST(prepare, takes_conductors_input_parameters) {
  const preparation p =
      prepared(with_settings(R"({"http_request": {"uri": "http://example.test/", "method": "GET"}})"));
  ASSERT_FALSE(p.error) << p.error->detail;
  EXPECT_EQ(p.request->origin.host, "example.test");
}

TEST(prepare, says_which_of_the_texts_is_wrong) {
  submission s = with_settings(R"({"uri": "http://example.test/"})");
  s.context = "[1]";
  EXPECT_EQ(prepared(std::move(s)).error->source, "context");
  s = with_settings("{");
  EXPECT_EQ(prepared(std::move(s)).error->source, "settings");
  s = with_settings(R"({"uri": "http://example.test/"})");
  s.secrets = "no";
  EXPECT_EQ(prepared(std::move(s)).error->source, "secrets");
}

TEST(prepare, an_unresolved_expression_is_a_problem_and_shows_no_secret) {
  submission s =
      with_settings(R"({"uri": "http://example.test/", "body": "${secrets.KEY} ${workflow.input.x}"})");
  s.secrets = R"({"KEY": "s3cret-value"})";
  const preparation p = prepared(std::move(s));
  ASSERT_TRUE(p.error);
  EXPECT_EQ(p.error->type, "expression.unresolved");
  EXPECT_EQ(p.error->detail.find("s3cret"), std::string::npos);
}

TEST(prepare, a_test_compares_the_settings_with_the_description) {
  const auto description = std::make_shared<const json::value>(*json::parse(R"({
    "type": "object",
    "properties": {"body": {"type": "object", "properties": {"n": {"type": "integer"}}}},
    "endpoint": {"id": "example.test:POST:/"}})"));
  const auto find = [&](std::string_view id) { return id == "example.test:POST:/" ? description : nullptr; };
  submission s = with_settings(R"({
    "endpoint": {"id": "example.test:POST:/"}, "uri": "http://example.test/", "method": "POST", "body": {"n": "x"}})");
  s.mode = run_mode::test;
  const preparation p = prepared(std::move(s), find);
  EXPECT_FALSE(p.error) << "it is sent all the same, to see what the API says";
  ASSERT_EQ(p.checks.size(), 1U);
  EXPECT_FALSE(p.checks[0].pass);
  EXPECT_EQ(p.checks[0].pointer, "/body/n");
}

TEST(prepare, the_same_settings_give_the_same_request_again) {
  step_cache known;
  const std::string settings =
      R"({"uri": "http://example.test/", "headers": {"X-Token": "a"}, "body": {"n": 1}})";
  const preparation first = prepare(with_settings(settings), no_description, known);
  const preparation second = prepare(with_settings(settings), no_description, known);
  ASSERT_TRUE(first.request && second.request);
  EXPECT_EQ(first.request, second.request);
  EXPECT_EQ(first.settings, second.settings);
}

TEST(prepare, a_body_of_the_caller_is_not_kept) {
  step_cache known;
  const std::string settings = R"({"uri": "http://example.test/", "method": "POST", "body": {"n": 1}})";
  (void)prepare(with_settings(settings), no_description, known);
  submission s = with_settings(settings);
  s.body = "bytes";
  EXPECT_EQ(*prepare(std::move(s), no_description, known).request->body, "bytes");
  EXPECT_EQ(*prepare(with_settings(settings), no_description, known).request->body, R"({"n":1})");
}

TEST(prepare, what_expressions_bring_in_is_not_kept) {
  step_cache known;
  for (const std::string_view settings : {R"({"uri": "http://example.test/${workflow.input.id}"})",
                                          R"({"uri": "http://example.test/\u0024{workflow.input.id}"})"}) {
    for (const std::string_view id : {"1", "2"}) {
      submission s = with_settings(std::string(settings));
      s.context = R"({"workflow": {"input": {"id": )" + std::string(id) + "}}}";
      const preparation p = prepare(std::move(s), no_description, known);
      ASSERT_FALSE(p.error) << p.error->detail;
      EXPECT_EQ(p.request->target, "/" + std::string(id));
    }
  }
}

TEST(prepare, a_test_of_known_settings_is_still_compared_with_the_description) {
  step_cache known;
  const std::string settings = R"({"endpoint": {"id": "a:GET:/"}, "uri": "http://example.test/"})";
  const auto description =
      std::make_shared<const json::value>(*json::parse(R"({"type": "object", "required": ["body"]})"));
  const auto find = [&](std::string_view) { return description; };
  EXPECT_TRUE(prepare(with_settings(settings), find, known).checks.empty());
  submission s = with_settings(settings);
  s.mode = run_mode::test;
  EXPECT_FALSE(prepare(std::move(s), find, known).checks.empty());
}

} // namespace
} // namespace http_task::task
