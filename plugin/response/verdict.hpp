// How a task ended, in Conductor's word and in one sentence.
#pragma once

#include "base/problem.hpp"
#include "message/exchange.hpp"
#include "response/check.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace http_task::response {

enum class task_status {
  completed,
  failed,                     // trying again may help and is safe
  failed_with_terminal_error, // trying again will not help, or is not safe
  canceled,
  timed_out,
};

[[nodiscard]] std::string_view to_string(task_status s) noexcept; // "FAILED_WITH_TERMINAL_ERROR"

struct verdict {
  task_status status = task_status::completed;
  std::string sentence; // which rule decided, and what production would do next
};

// Safe to repeat: RFC 9110, section 9.2.2.
[[nodiscard]] bool is_idempotent(std::string_view method) noexcept;

// Of an answer: `status_check` is check_status() of it.
[[nodiscard]] verdict judge_answer(std::string_view method, unsigned status, const check& status_check);

// Of an answer whose status is accepted: the checks of its status and of the success condition.
[[nodiscard]] verdict judge_success(const check& status_check, const check& success_check);

// Of a failure before, during or instead of the exchange. `request_sent`: at least a part of the request
// left. `answered` is the status that had come before it broke off.
[[nodiscard]] verdict judge_failure(const problem& p, bool request_sent, std::optional<unsigned> answered);

} // namespace http_task::response
