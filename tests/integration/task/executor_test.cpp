#include "task_fixture.hpp"

namespace http_task::task {
namespace {

using testing::answer_always;
using testing::peer;
using testing::scripted_server;

constexpr const char* hello =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 13\r\n\r\n{\"hello\":\"a\"}";

class executor_test : public executor_fixture {};

// Reads a request and never answers.
void say_nothing(peer& p) {
  p.read_head();
  p.drain();
}

TEST_F(executor_test, a_run_gives_the_answer) {
  scripted_server server(answer_always(hello));
  start();
  const json::value v = log.completion_of(submit(server.port()));
  EXPECT_EQ(status(v), "COMPLETED");
  EXPECT_EQ(v.at("response").at("body").at("hello").as_string(), "a");
  EXPECT_GE(v.at("timings").at("total").to_number<double>(), 0);
}

TEST_F(executor_test, statistics_tell_that_a_connection_was_used_again) {
  scripted_server server(answer_always(hello));
  start();
  log.completion_of(submit(server.port()));
  log.completion_of(submit(server.port()));
  const statistics s = tasks->get_statistics();
  EXPECT_EQ(s.submitted, 2U);
  EXPECT_EQ(s.connections_created, 1U);
  EXPECT_EQ(s.connections_reused, 1U);
}

TEST_F(executor_test, loopback_is_refused_unless_the_options_allow_it) {
  scripted_server server(answer_always(hello));
  start("{}");
  const json::value v = log.completion_of(submit(server.port()));
  EXPECT_EQ(status(v), "FAILED_WITH_TERMINAL_ERROR");
  EXPECT_EQ(error_type(v), "guard.denied");
  EXPECT_EQ(v.at("error").at("phase").as_string(), "policy");
  EXPECT_EQ(server.connections(), 0);
}

TEST_F(executor_test, a_test_tells_its_progress) {
  scripted_server server(answer_always(hello));
  start();
  const task_id id = submit(server.port(), "", run_mode::test);
  EXPECT_EQ(status(log.completion_of(id)), "COMPLETED");
  EXPECT_FALSE(log.progress_of(id).empty());
}

TEST_F(executor_test, a_dry_run_sends_nothing) {
  scripted_server server(answer_always(hello));
  start();
  const json::value v = log.completion_of(submit(server.port(), "", run_mode::dry_run));
  EXPECT_EQ(status(v), "COMPLETED");
  EXPECT_TRUE(v.at("request").as_object().contains("head"));
  EXPECT_EQ(server.connections(), 0);
}

TEST_F(executor_test, wrong_settings_arrive_as_completed) {
  start();
  submission s;
  s.settings = R"({"method": "PSOT"})";
  const json::value v = log.completion_of(*tasks->submit(std::move(s)));
  EXPECT_EQ(status(v), "FAILED_WITH_TERMINAL_ERROR");
  EXPECT_EQ(error_type(v), "settings.invalid");
  EXPECT_EQ(v.at("error").at("errors").as_array().size(), 2U);
}

TEST_F(executor_test, a_task_waiting_for_its_answer_can_be_cancelled) {
  scripted_server server(say_nothing);
  start();
  const task_id id = submit(server.port());
  EXPECT_TRUE(tasks->cancel(id));
  const json::value v = log.completion_of(id);
  EXPECT_EQ(status(v), "CANCELED");
  EXPECT_EQ(error_type(v), "cancel.requested");
}

TEST_F(executor_test, a_late_cancel_is_harmless_and_an_unknown_id_is_told) {
  scripted_server server(answer_always(hello));
  start();
  const task_id id = submit(server.port());
  log.completion_of(id);
  EXPECT_TRUE(tasks->cancel(id));
  EXPECT_FALSE(tasks->cancel(id + 1));
  EXPECT_FALSE(tasks->cancel(0));
  EXPECT_EQ(log.completions(), 1U);
}

TEST_F(executor_test, a_task_waiting_for_the_rate_limit_can_be_cancelled) {
  scripted_server server(answer_always(hello));
  start();
  const std::string_view limit = R"(, "rateLimit": {"requests": 1, "perSeconds": 60})";
  EXPECT_EQ(status(log.completion_of(submit(server.port(), limit))), "COMPLETED");
  const task_id waiting = submit(server.port(), limit);
  EXPECT_TRUE(tasks->cancel(waiting));
  EXPECT_EQ(status(log.completion_of(waiting)), "CANCELED");
  EXPECT_EQ(server.connections(), 1);
}

TEST_F(executor_test, the_rate_limit_makes_tasks_wait_their_turn) {
  scripted_server server(answer_always(hello));
  start();
  const std::string_view limit = R"(, "rateLimit": {"requests": 2, "perSeconds": 0.2})";
  std::vector<task_id> ids;
  for (int i = 0; i < 5; ++i)
    ids.push_back(submit(server.port(), limit));
  for (const task_id id : ids)
    EXPECT_EQ(status(log.completion_of(id)), "COMPLETED");
  const json::value last = log.completion_of(ids.back());
  EXPECT_GE(last.at("timings").at("blocked").to_number<double>(), 100);
}

TEST_F(executor_test, a_turn_beyond_the_deadline_fails_at_once) {
  scripted_server server(answer_always(hello));
  start();
  const std::string_view limit = R"(, "totalTimeOut": 1000, "rateLimit": {"requests": 1, "perSeconds": 60})";
  log.completion_of(submit(server.port(), limit));
  const json::value v = log.completion_of(submit(server.port(), limit));
  EXPECT_EQ(status(v), "TIMED_OUT");
  EXPECT_TRUE(v.at("error").at("retryable").as_bool());
}

TEST_F(executor_test, a_step_cannot_ask_for_more_than_the_host_allows) {
  start(R"({"limits": {"totalTimeOut": 5000, "responseBytes": 1000}})");
  json::value v = log.completion_of(submit(1, R"(, "totalTimeOut": 5001)"));
  EXPECT_EQ(error_type(v), "input.limit");
  EXPECT_EQ(v.at("error").at("pointer").as_string(), "/totalTimeOut");
  v = log.completion_of(submit(1, R"(, "totalTimeOut": 1, "maxResponseBytes": 1001)"));
  EXPECT_EQ(v.at("error").at("pointer").as_string(), "/maxResponseBytes");
}

TEST_F(executor_test, a_default_shrinks_to_what_the_host_allows) {
  scripted_server server(answer_always(hello));
  start(R"({"egress": {"allow": ["127.0.0.1"]}, "limits": {"responseBytes": 5}})");
  const json::value v = log.completion_of(submit(server.port()));
  EXPECT_EQ(error_type(v), "limit.body");
  EXPECT_EQ(v.at("response").at("statusCode").as_int64(), 200) << "what came is shown all the same";
}

TEST_F(executor_test, more_tasks_than_allowed_are_refused) {
  scripted_server server(say_nothing);
  start(R"({"egress": {"allow": ["127.0.0.1"]}, "limits": {"tasks": 2}})");
  submit(server.port());
  submit(server.port());
  submission s;
  s.settings = R"({"uri": "http://127.0.0.1/"})";
  const result<task_id> third = tasks->submit(std::move(s));
  ASSERT_FALSE(third);
  EXPECT_EQ(third.error().type, "limit.tasks");
}

TEST_F(executor_test, shutdown_completes_what_is_in_flight_and_takes_no_more) {
  scripted_server server(say_nothing);
  start();
  const task_id id = submit(server.port());
  tasks->shutdown();
  const json::value v = log.completion_of(id);
  EXPECT_EQ(status(v), "CANCELED");
  EXPECT_EQ(error_type(v), "cancel.shutdown");
  EXPECT_EQ(tasks->submit({}).error().type, "cancel.shutdown");
}

TEST_F(executor_test, destruction_delivers_every_completion_exactly_once) {
  scripted_server server(say_nothing);
  start(R"({"egress": {"allow": ["127.0.0.1"]}, "threads": 2})");
  constexpr std::size_t count = 100;
  for (std::size_t i = 0; i < count; ++i) {
    const task_id id =
        submit(server.port(), i % 4 == 0 ? R"(, "rateLimit": {"requests": 1, "perSeconds": 30})" : "");
    if (i % 3 == 0) tasks->cancel(id);
  }
  tasks.reset();
  EXPECT_EQ(log.completions(), count);
}

} // namespace
} // namespace http_task::task
