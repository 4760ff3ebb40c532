#include "response/verdict.hpp"

#include <gtest/gtest.h>

namespace http_task::response {
namespace {

verdict judge(std::string_view method, unsigned status) {
  return judge_answer(method, status, check_status(status, {status_range{}}));
}

TEST(judge_answer, an_accepted_status_completes) {
  const verdict v = judge("POST", 201);
  EXPECT_EQ(v.status, task_status::completed);
  EXPECT_EQ(v.sentence,
            "Completed: status 201 is accepted by 2XX; production would go on with the next step.");
}

TEST(judge_answer, a_mistake_of_the_caller_is_terminal) {
  for (const unsigned status : {300U, 400U, 401U, 403U, 404U, 409U, 422U, 501U})
    EXPECT_EQ(judge("GET", status).status, task_status::failed_with_terminal_error) << status;
}

TEST(judge_answer, a_server_that_says_later_may_be_asked_again) {
  for (const unsigned status : {408U, 425U, 429U, 503U})
    EXPECT_EQ(judge("POST", status).status, task_status::failed) << status;
}

TEST(judge_answer, another_server_error_may_be_asked_again_only_if_that_is_safe) {
  EXPECT_EQ(judge("GET", 500).status, task_status::failed);
  EXPECT_EQ(judge("PUT", 502).status, task_status::failed);
  const verdict v = judge("POST", 500);
  EXPECT_EQ(v.status, task_status::failed_with_terminal_error);
  EXPECT_NE(v.sentence.find("not safe"), std::string::npos) << v.sentence;
}

TEST(judge_success, the_success_condition_decides_of_an_accepted_status) {
  const check status = check_status(200, {status_range{}});
  const check fails{"success condition", false, {}, "$.ok == true does not hold."};
  const verdict failed = judge_success(status, fails);
  EXPECT_EQ(failed.status, task_status::failed_with_terminal_error);
  EXPECT_TRUE(failed.sentence.starts_with("Failed: the success condition $.ok == true does not hold; "))
      << failed.sentence;
  const check holds{"success condition", true, {}, "$.ok == true holds."};
  const verdict completed = judge_success(status, holds);
  EXPECT_EQ(completed.status, task_status::completed);
  EXPECT_EQ(
      completed.sentence,
      "Completed: status 200 is accepted by 2XX, and the success condition $.ok == true holds; production "
      "would go on with the next step.");
}

TEST(judge_failure, follows_the_class_of_the_problem) {
  problem p = make_problem("timeout.connect", "No answer within 10 ms.");
  p.retryable = true;
  EXPECT_EQ(judge_failure(p, false, std::nullopt).status, task_status::timed_out);

  p = make_problem("cancel.requested", "Cancelled.");
  EXPECT_EQ(judge_failure(p, false, std::nullopt).status, task_status::canceled);

  p = make_problem("conn.refused", "127.0.0.1 port 9 refused the connection.");
  p.retryable = true;
  EXPECT_EQ(judge_failure(p, false, std::nullopt).status, task_status::failed);

  p.retryable = false;
  EXPECT_EQ(judge_failure(p, false, std::nullopt).status, task_status::failed_with_terminal_error);
}

TEST(judge_failure, tells_that_an_answer_had_begun) {
  problem p = make_problem("protocol.truncated", "The connection ended.");
  p.retryable = true;
  EXPECT_EQ(
      judge_failure(p, true, 200).sentence,
      "Failed: After status 200 had arrived: The connection ended; production may try again, as the task's "
      "retry settings say.");
}

TEST(judge_failure, warns_of_repeating_only_what_was_sent) {
  problem p = make_problem("guard.denied", "The egress policy refuses 127.0.0.1.");
  p.retryable = false;
  EXPECT_NE(judge_failure(p, false, std::nullopt).sentence.find("would not help"), std::string::npos);
  p = make_problem("conn.reset", "The connection was reset.");
  p.retryable = false;
  EXPECT_NE(judge_failure(p, true, std::nullopt).sentence.find("not safe"), std::string::npos);
}

TEST(judge_failure, input_is_terminal) {
  const problem p = make_problem("settings.invalid", "No.");
  EXPECT_EQ(judge_failure(p, false, std::nullopt).status, task_status::failed_with_terminal_error);
}

} // namespace
} // namespace http_task::response
