// Bodies of requests that are encoded, and those that wait for the server.
#include "task_fixture.hpp"

#include "coding/decoder.hpp"

#include <string>

namespace http_task::task {
namespace {

using testing::answer_always;
using testing::peer;
using testing::scripted_server;

class request_body_test : public executor_fixture {
protected:
  request_body_test() { start(); }
};

constexpr const char* text = R"(, "method": "POST", "contentType": "text/plain", "body": "hello")";

} // namespace

TEST_F(request_body_test, goes_in_gzip_on_demand) {
  std::string head;
  std::string body;
  scripted_server server([&](peer& p) {
    head = p.read_head();
    const std::size_t at = head.find("Content-Length: ") + 16;
    body = p.read_body(std::stoul(head.substr(at)));
    p.send("HTTP/1.1 204 No Content\r\n\r\n");
  });
  EXPECT_EQ(
      status(log.completion_of(submit(server.port(), std::string(text) + R"(, "contentEncoding": "gzip")"))),
      "COMPLETED");
  EXPECT_NE(head.find("Content-Encoding: gzip\r\n"), std::string::npos);
  auto d = coding::decoder::create("gzip", 1000).value();
  std::string content;
  EXPECT_TRUE(d->write(body, content) && d->finish());
  EXPECT_EQ(content, "hello");
}

TEST_F(request_body_test, a_coding_that_is_given_twice_is_a_conflict) {
  const json::value v = log.completion_of(
      submit(1, std::string(text) + R"(, "contentEncoding": "gzip", "headers": {"content-encoding": "br"})"));
  EXPECT_EQ(error_type(v), "input.conflict");
}

TEST_F(request_body_test, waits_for_the_server_on_demand) {
  std::string head;
  scripted_server server([&](peer& p) {
    head = p.read_head();
    p.send("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n");
    p.read_body(5);
    p.send("HTTP/1.1 204 No Content\r\n\r\n");
  });
  const json::value v =
      log.completion_of(submit(server.port(), std::string(text) + R"(, "expectContinue": true)"));
  EXPECT_EQ(status(v), "COMPLETED");
  EXPECT_NE(head.find("Expect: 100-continue\r\n"), std::string::npos);
  EXPECT_EQ(v.at("interim").as_array().size(), 2U);
}

TEST_F(request_body_test, is_not_sent_when_the_server_refuses_it) {
  scripted_server server([](peer& p) {
    p.read_head();
    p.send("HTTP/1.1 401 Who\r\nContent-Length: 2\r\n\r\nno");
    p.drain();
  });
  const json::value v =
      log.completion_of(submit(server.port(), std::string(text) + R"(, "expectContinue": true)"));
  EXPECT_EQ(v.at("response").at("statusCode").as_int64(), 401);
  EXPECT_EQ(v.at("sizes").at("requestBody").as_int64(), 0);
}

TEST_F(request_body_test, goes_again_without_the_expectation_that_was_refused) {
  std::string second;
  scripted_server server({[](peer& p) {
                            p.read_head();
                            p.send("HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n");
                            p.drain();
                          },
                          [&](peer& p) {
                            second = p.read_request();
                            p.send("HTTP/1.1 204 No Content\r\n\r\n");
                          }});
  const json::value v =
      log.completion_of(submit(server.port(), std::string(text) + R"(, "expectContinue": true)"));
  EXPECT_EQ(status(v), "COMPLETED");
  EXPECT_EQ(second.find("Expect"), std::string::npos);
  ASSERT_EQ(v.at("attempts").as_array().size(), 2U);
  EXPECT_EQ(v.at("attempts").at(0).at("statusCode").as_int64(), 417);
}

TEST_F(request_body_test, goes_to_a_server_that_does_not_know_of_expectations) {
  scripted_server server(answer_always("HTTP/1.1 204 No Content\r\n\r\n"));
  scripted_server silent([](peer& p) {
    p.read_head();
    p.read_body(5);
    p.send("HTTP/1.1 204 No Content\r\n\r\n");
  });
  const std::string more = std::string(text) + R"(, "expectContinue": true)";
  EXPECT_EQ(status(log.completion_of(submit(server.port(), more))), "COMPLETED");
  const json::value v = log.completion_of(submit(silent.port(), more));
  EXPECT_EQ(status(v), "COMPLETED");
  EXPECT_EQ(v.at("sizes").at("requestBody").as_int64(), 5);
}

TEST_F(request_body_test, an_answer_that_announces_too_much_keeps_what_came) {
  scripted_server server([](peer& p) {
    p.read_head();
    p.send("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + std::string(600, 'x'));
    p.drain();
  });
  json::value v =
      log.completion_of(submit(server.port(), R"(, "maxResponseBytes": 1000, "accept": "text/plain")"));
  EXPECT_EQ(error_type(v), "limit.body");
  EXPECT_EQ(v.at("sizes").at("responseBody").as_int64(), 600);
  v = log.completion_of(submit(server.port(), R"(, "maxResponseBytes": 100)"));
  EXPECT_EQ(error_type(v), "limit.body");
  EXPECT_EQ(v.at("sizes").at("responseBody").as_int64(), 100);
}

} // namespace http_task::task
