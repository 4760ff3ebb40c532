// Further attempts, through the whole pipeline.
#include "task_fixture.hpp"

#include <chrono>

namespace http_task::task {
namespace {

using testing::answer_always;
using testing::answer_once;
using testing::peer;
using testing::scripted_server;

constexpr const char* busy = "HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy";
constexpr const char* fine = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
constexpr const char* quick = R"(, "retry": {"maxAttempts": 3, "initialDelay": 20, "jitter": "NONE"})";

std::string verdict(const json::value& v) {
  return std::string(v.at("verdict").as_string());
}

class retry_test : public executor_fixture {
protected:
  retry_test() { start(); }
};

} // namespace

TEST_F(retry_test, a_busy_server_is_asked_again) {
  scripted_server server({answer_once(busy), answer_once(busy), answer_once(fine)});
  const json::value v = log.completion_of(submit(server.port(), quick));
  EXPECT_EQ(status(v), "COMPLETED");
  const json::array& attempts = v.at("attempts").as_array();
  ASSERT_EQ(attempts.size(), 3U);
  EXPECT_EQ(attempts[0].at("statusCode").as_int64(), 503);
  EXPECT_GT(attempts[0].at("timings").at("total").to_number<double>(), 0);
  EXPECT_EQ(attempts[1].at("delay").to_number<double>(), 20);
  EXPECT_EQ(attempts[2].at("delay").to_number<double>(), 40);
  EXPECT_EQ(attempts[2].at("statusCode").as_int64(), 200);
  EXPECT_NE(verdict(v).find("3 of 3 attempts were made, the last of which was accepted"), std::string::npos);
  EXPECT_GE(v.at("timings").at("total").to_number<double>(), 60);
}

TEST_F(retry_test, the_last_answer_is_kept) {
  scripted_server server(answer_always(busy));
  const json::value v = log.completion_of(submit(server.port(), quick));
  EXPECT_EQ(status(v), "FAILED");
  EXPECT_EQ(v.at("attempts").as_array().size(), 3U);
  EXPECT_EQ(v.at("response").at("statusCode").as_int64(), 503);
  EXPECT_NE(verdict(v).find("all 3 of 3 attempts were made"), std::string::npos);
}

TEST_F(retry_test, a_connection_that_breaks_off_is_tried_again_when_it_is_safe) {
  scripted_server server({[](peer& p) {
                            p.read_head();
                            p.reset();
                          },
                          answer_once(fine)});
  EXPECT_EQ(status(log.completion_of(submit(server.port(), quick))), "COMPLETED");

  scripted_server other([](peer& p) {
    p.read_head();
    p.reset();
  });
  const json::value v =
      log.completion_of(submit(other.port(), std::string(quick) + R"(, "method": "POST", "body": {})"));
  EXPECT_EQ(other.connections(), 1);
  EXPECT_EQ(v.at("attempts").as_array().size(), 1U);
  EXPECT_NE(verdict(v).find("not safe"), std::string::npos);
}

TEST_F(retry_test, cancelling_ends_the_wait_and_keeps_the_answer) {
  scripted_server server(answer_always(busy));
  const task_id id =
      submit(server.port(),
             R"(, "retry": {"maxAttempts": 3, "initialDelay": 60000, "maxDelay": 60000, "jitter": "NONE"})");
  while (server.connections() == 0)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  EXPECT_TRUE(tasks->cancel(id));
  const json::value v = log.completion_of(id);
  EXPECT_EQ(status(v), "CANCELED");
  EXPECT_EQ(v.at("response").at("statusCode").as_int64(), 503);
  EXPECT_EQ(v.at("attempts").as_array().size(), 1U);
}

TEST_F(retry_test, a_long_retry_after_ends_it) {
  scripted_server server(
      answer_always("HTTP/1.1 429 Slow\r\nRetry-After: 3600\r\nContent-Length: 0\r\n\r\n"));
  const json::value v = log.completion_of(submit(server.port(), quick));
  EXPECT_EQ(v.at("attempts").as_array().size(), 1U);
  EXPECT_NE(verdict(v).find("asks to wait 3600000 ms"), std::string::npos);
}

TEST_F(retry_test, waiting_counts_into_the_total_limit) {
  scripted_server server(answer_always(busy));
  const json::value v = log.completion_of(submit(
      server.port(),
      R"(, "totalTimeOut": 300, "retry": {"maxAttempts": 9, "initialDelay": 200, "backoffRate": 1, "jitter": "NONE"})"));
  EXPECT_EQ(status(v), "FAILED");
  EXPECT_EQ(v.at("attempts").as_array().size(), 2U);
  EXPECT_NE(verdict(v).find("would be beyond totalTimeOut"), std::string::npos);
}

} // namespace http_task::task
