#include "task/completion.hpp"

#include "json/parse.hpp"

#include <gtest/gtest.h>

namespace http_task::task {
namespace {

preparation prepared(std::string settings) {
  submission s;
  s.settings = std::move(settings);
  step_cache known;
  return prepare(
      std::move(s), [](std::string_view) { return nullptr; }, known);
}

message::exchange answered(unsigned status, std::string body) {
  message::exchange x;
  x.request_head = "GET / HTTP/1.1\r\nHost: example.test\r\n\r\n";
  x.request_sent = true;
  message::response& r = x.response.emplace();
  r.status = status;
  r.headers.add("Content-Type", "application/json");
  r.body = std::move(body);
  return x;
}

TEST(complete, hands_over_the_body_as_bytes_beside_the_document) {
  const preparation p = prepared(R"({"uri": "http://example.test/"})");
  message::exchange x = answered(200, R"({"a":1})");
  const event e = complete({7, 9, inspection_level::info, run_mode::run}, p, &x, std::nullopt);
  EXPECT_EQ(e.what, event::kind::completed);
  EXPECT_EQ(e.task, 7U);
  EXPECT_EQ(e.user_tag, 9U);
  EXPECT_EQ(e.body, R"({"a":1})");
  const json::value v = *json::parse(e.json);
  EXPECT_EQ(v.at("status").as_string(), "COMPLETED");
  EXPECT_EQ(v.at("response").at("body").at("a").as_int64(), 1);
}

TEST(complete, a_status_that_is_not_accepted_shows_the_answer_and_the_problem) {
  const preparation p = prepared(R"({"uri": "http://example.test/", "acceptedStatusCodes": [200]})");
  message::exchange x = answered(404, R"({"error":"no such user"})");
  const json::value v = *json::parse(complete({}, p, &x, std::nullopt).json);
  EXPECT_EQ(v.at("status").as_string(), "FAILED_WITH_TERMINAL_ERROR");
  EXPECT_EQ(v.at("response").at("body").at("error").as_string(), "no such user");
  EXPECT_EQ(v.at("error").at("type").as_string(), "status.not_accepted");
  EXPECT_FALSE(v.at("error").at("retryable").as_bool());
}

TEST(complete, an_answer_that_is_no_success_fails_and_gives_no_output) {
  const preparation p = prepared(R"({"http_request": {"uri": "http://example.test/",
      "successCondition": "$.response.body.ok == true", "outputFilter": {"id": "$.response.body.id"}}})");
  message::exchange x = answered(200, R"({"ok":false,"error":"channel_not_found"})");
  json::value v = *json::parse(complete({}, p, &x, std::nullopt).json);
  EXPECT_EQ(v.at("status").as_string(), "FAILED_WITH_TERMINAL_ERROR");
  EXPECT_EQ(v.at("error").at("type").as_string(), "status.not_successful");
  EXPECT_EQ(v.at("error").at("pointer").as_string(), "/http_request/successCondition");
  EXPECT_EQ(v.at("checks").as_array().back().at("rule").as_string(), "success condition");
  EXPECT_EQ(v.at("response").at("body").at("error").as_string(), "channel_not_found");
  EXPECT_FALSE(v.as_object().contains("output"));

  x = answered(200, R"({"ok":true,"id":9007199254740993})");
  v = *json::parse(complete({}, p, &x, std::nullopt).json);
  EXPECT_EQ(v.at("status").as_string(), "COMPLETED");
  EXPECT_EQ(v.at("output").at("id").as_int64(), 9007199254740993);
}

TEST(complete, a_status_that_is_not_accepted_comes_before_the_success_condition) {
  const preparation p = prepared(R"({"uri": "http://example.test/",
      "successCondition": "$.response.body.ok"})");
  message::exchange x = answered(500, "{}");
  const json::value v = *json::parse(complete({}, p, &x, std::nullopt).json);
  EXPECT_EQ(v.at("error").at("type").as_string(), "status.not_accepted");
  for (const json::value& c : v.at("checks").as_array())
    EXPECT_NE(c.at("rule").as_string(), "success condition");
}

TEST(complete, an_output_that_is_not_there_is_no_failure) {
  const preparation p = prepared(R"({"uri": "http://example.test/",
      "outputFilter": {"id": "$.response.body.id"}})");
  message::exchange x = answered(200, "{}");
  const json::value v = *json::parse(complete({}, p, &x, std::nullopt).json);
  EXPECT_EQ(v.at("status").as_string(), "COMPLETED");
  EXPECT_TRUE(v.at("output").at("id").is_null());
  EXPECT_FALSE(v.at("checks").as_array().back().at("pass").as_bool());
  EXPECT_EQ(v.at("checks").as_array().back().at("pointer").as_string(), "/outputFilter/id");
}

TEST(complete, an_answer_that_broke_off_keeps_what_came) {
  const preparation p = prepared(R"({"uri": "http://example.test/"})");
  message::exchange x = answered(200, R"({"a":)");
  x.response->body_complete = false;
  x.error = make_problem("protocol.truncated", "The connection ended after 5 of 100 bytes.");
  x.error->retryable = true;
  const json::value v = *json::parse(complete({}, p, &x, x.error).json);
  EXPECT_EQ(v.at("status").as_string(), "FAILED");
  EXPECT_TRUE(v.at("response").at("bodyTruncated").as_bool());
  EXPECT_EQ(v.at("response").at("body").as_string(), R"({"a":)");
  EXPECT_EQ(v.at("attempts").as_array()[0].at("error").at("type").as_string(), "protocol.truncated");
}

TEST(complete, a_dry_run_shows_the_exact_head_and_a_curl_command) {
  const preparation p = prepared(R"({"uri": "http://example.test/a?b=1"})");
  const json::value v = *json::parse(
      complete({1, 1, inspection_level::debug, run_mode::dry_run}, p, nullptr, std::nullopt).json);
  EXPECT_EQ(v.at("status").as_string(), "COMPLETED");
  EXPECT_FALSE(v.as_object().contains("response"));
  const std::string head(v.at("request").at("head").as_string());
  EXPECT_TRUE(head.starts_with("GET /a?b=1 HTTP/1.1\r\nHost: example.test\r\n")) << head;
  EXPECT_NE(std::string(v.at("request").at("curl").as_string()).find("curl"), std::string::npos);
}

} // namespace
} // namespace http_task::task
