#include "response/structured_response.hpp"

#include "json/parse.hpp"

#include <gtest/gtest.h>

namespace http_task::response {
namespace {

// A finished exchange of a request that carries a secret, which the server sends back.
class structured_response : public testing::Test {
protected:
  void SetUp() override {
    secrets.add("s3cret/value");
    request.method = "POST";
    request.origin = {"https", "api.example.test", 443};
    request.target = "/users?key=s3cret%2Fvalue";
    request.body = R"({"token":"s3cret/value"})";
    exchange.request_head = "POST /users?key=s3cret%2Fvalue HTTP/1.1\r\nHost: api.example.test\r\n"
                            "Authorization: Bearer s3cret/value\r\nContent-Length: 24\r\n\r\n";
    exchange.request_sent = true;
    message::response& r = exchange.response.emplace();
    r.status = 200;
    r.reason = "OK";
    r.headers.add("Content-Type", "application/json");
    r.headers.add("Set-Cookie", "a=1");
    r.headers.add("set-cookie", "b=2");
    r.body = R"({"echo":"s3cret/value","price":1.10})";
    exchange.connection.remote_address = "192.0.2.1";
    tls->certificates.emplace_back().subject = "CN=api.example.test";
    tls->verified = true;
    exchange.connection.tls = tls;
    exchange.timings.total = 12.3456789;
  }

  json::value write(inspection_level level, bool mask_answer) {
    const interpreted_body body = interpret_body(*exchange.response);
    const std::vector<check> checks{check_status(200, {status_range{}})};
    facts f;
    f.request = &request;
    f.exchange = &exchange;
    f.body = &body;
    f.checks = &checks;
    f.secrets = &secrets;
    f.level = level;
    f.mask_answer = mask_answer;
    f.outcome = judge_answer("POST", 200, checks[0]);
    f.output = output ? &*output : nullptr;
    text = write_structured_response(f);
    return *json::parse(text);
  }

  redactor secrets;
  message::request request;
  const std::shared_ptr<message::tls_info> tls = std::make_shared<message::tls_info>();
  message::exchange exchange;
  std::optional<json::object> output;
  std::string text;
};

TEST_F(structured_response, a_test_shows_no_secret_anywhere) {
  write(inspection_level::trace, true);
  EXPECT_EQ(text.find("s3cret"), std::string::npos) << text;
  EXPECT_NE(text.find("Bearer ***"), std::string::npos) << text;
  EXPECT_NE(text.find(R"({"echo":"***","price":1.1})"), std::string::npos) << text;
}

TEST_F(structured_response, a_run_passes_the_answer_on_as_it_came) {
  const json::value v = write(inspection_level::info, false);
  EXPECT_EQ(v.at("response").at("body").at("echo").as_string(), "s3cret/value");
  EXPECT_NE(text.find("1.10"), std::string::npos) << "numbers keep their text";
  EXPECT_EQ(v.at("request").at("uri").as_string(), "https://api.example.test/users?key=***");
}

TEST_F(structured_response, each_way_to_send_a_secret_back_is_masked) {
  secrets.add("12345678");
  exchange.response->body =
      R"({"s3cret\/value":1,"pin":12345678,"e":"s3cret\u002fvalue","u":"s3cret%2Fvalue"})";
  EXPECT_EQ(write(inspection_level::info, true).at("response").at("body"),
            *json::parse(R"({"***":1,"pin":"***","e":"***","u":"***"})"));
  exchange.response->body = R"("s3cret/value")";
  EXPECT_EQ(write(inspection_level::info, true).at("response").at("body"), json::value("***"));
}

// Where what looks like the secret begins with the second half of an escape.
TEST_F(structured_response, masking_keeps_the_document_whole) {
  secrets.add("nabcdef");
  exchange.response->headers.set("Content-Type", "text/plain");
  exchange.response->body = "line\nabcdef nabcdef";
  EXPECT_EQ(write(inspection_level::info, true).at("response").at("body").as_string(), "line\nabcdef ***");
}

TEST_F(structured_response, bytes_are_masked_before_they_become_base64) {
  exchange.response->headers.set("Content-Type", "application/octet-stream");
  exchange.response->body = std::string("\xFF") + "s3cret/value";
  const json::value v = write(inspection_level::info, true);
  EXPECT_EQ(v.at("response").at("bodyEncoding").as_string(), "base64");
  EXPECT_EQ(v.at("response").at("body").as_string(), "/yoqKg==");
}

TEST_F(structured_response, output_is_masked_where_the_answer_is) {
  EXPECT_FALSE(write(inspection_level::info, true).as_object().contains("output"));
  output = json::object{{"echo", "s3cret/value"}, {"id", 18446744073709551615ULL}};
  EXPECT_EQ(write(inspection_level::info, true).at("output").at("echo").as_string(), "***");
  EXPECT_EQ(write(inspection_level::info, false).at("output").at("echo").as_string(), "s3cret/value");
  EXPECT_NE(text.find(R"("id":18446744073709551615)"), std::string::npos);
}

TEST_F(structured_response, response_is_conductors_map) {
  const json::value v = write(inspection_level::info, false);
  const json::value& response = v.at("response");
  EXPECT_EQ(response.at("statusCode").as_int64(), 200);
  EXPECT_EQ(response.at("reasonPhrase").as_string(), "OK");
  EXPECT_EQ(response.at("headers").at("set-cookie"), json::value({"a=1", "b=2"}));
  EXPECT_EQ(response.at("bodyEncoding").as_string(), "json");
}

TEST_F(structured_response, request_shows_the_fields_as_they_stood_on_the_wire) {
  const json::value v = write(inspection_level::debug, true);
  const json::array& headers = v.at("request").at("headers").as_array();
  ASSERT_EQ(headers.size(), 3U);
  EXPECT_EQ(headers[0].at("name").as_string(), "Host");
  EXPECT_EQ(headers[1].at("value").as_string(), "Bearer ***");
  EXPECT_EQ(headers[2].at("name").as_string(), "Content-Length");
}

TEST_F(structured_response, request_says_whether_it_was_sent) {
  EXPECT_TRUE(write(inspection_level::info, true).at("request").at("sent").as_bool());
  exchange.request_sent = false;
  EXPECT_FALSE(write(inspection_level::info, true).at("request").at("sent").as_bool());
}

TEST_F(structured_response, attempts_show_the_one_before_that_failed) {
  message::attempt first;
  first.error = make_problem("conn.closed", "The server closed the connection.");
  first.timings.total = 12;
  exchange.earlier_attempts.push_back(std::move(first));
  const json::value v = write(inspection_level::info, true);
  const json::array& attempts = v.at("attempts").as_array();
  ASSERT_EQ(attempts.size(), 2U);
  EXPECT_EQ(attempts[0].at("error").at("type").as_string(), "conn.closed");
  EXPECT_EQ(attempts[1].at("number").as_int64(), 2);
  EXPECT_EQ(attempts[1].at("statusCode").as_int64(), 200);
}

TEST_F(structured_response, the_level_decides_how_much_is_shown) {
  json::value v = write(inspection_level::info, true);
  EXPECT_FALSE(v.at("request").as_object().contains("head"));
  EXPECT_FALSE(v.as_object().contains("responseHeaders"));
  EXPECT_FALSE(v.at("connection").at("tls").as_object().contains("certificates"));
  v = write(inspection_level::debug, true);
  EXPECT_TRUE(v.at("request").as_object().contains("head"));
  EXPECT_EQ(v.at("responseHeaders").as_array()[2].at("name").as_string(), "set-cookie");
  EXPECT_TRUE(v.at("connection").at("tls").as_object().contains("certificates"));
}

TEST_F(structured_response, certificates_that_are_not_trusted_always_show) {
  tls->verified = false;
  const json::value v = write(inspection_level::info, true);
  EXPECT_TRUE(v.at("connection").at("tls").as_object().contains("certificates"));
}

TEST_F(structured_response, timings_are_numbers_that_people_read) {
  write(inspection_level::info, true);
  EXPECT_NE(text.find(R"("total":12.346)"), std::string::npos) << text;
}

TEST_F(structured_response, a_long_request_body_is_cut_but_in_a_trace) {
  request.body = std::string(100'000, 'x');
  EXPECT_EQ(write(inspection_level::debug, true).at("request").at("body").as_string().size(), 65'536U);
  EXPECT_EQ(write(inspection_level::trace, true).at("request").at("body").as_string().size(), 100'000U);
}

TEST_F(structured_response, bytes_that_are_not_utf_8_do_not_break_the_document) {
  exchange.response->reason = "caf\xE9";
  exchange.response->headers.add("X-Latin", "\xFF");
  const json::value v = write(inspection_level::debug, true);
  EXPECT_EQ(v.at("response").at("reasonPhrase").as_string(), "caf\xC3\xA9");
}

TEST(structured_response_of_a_refused_task, has_every_required_member) {
  const redactor secrets;
  problem p = make_problem("settings.invalid", "Expected a uri.", "/uri");
  p.findings.push_back({"/uri", "Expected a uri.", {}, {}});
  facts f;
  f.secrets = &secrets;
  f.error = &p;
  f.outcome = judge_failure(p, false, std::nullopt);
  const json::value v = *json::parse(write_structured_response(f));
  EXPECT_EQ(v.at("status").as_string(), "FAILED_WITH_TERMINAL_ERROR");
  EXPECT_EQ(v.at("error").at("errors").as_array()[0].at("pointer").as_string(), "/uri");
  for (const char* name : {"request", "timings", "attempts", "checks", "verdict"})
    EXPECT_TRUE(v.as_object().contains(name)) << name;
  EXPECT_FALSE(v.as_object().contains("response"));
}

} // namespace
} // namespace http_task::response
