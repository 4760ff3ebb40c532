#include "response/verdict.hpp"

#include <algorithm>
#include <array>

namespace http_task::response {
namespace {

// Statuses with which a server says that it did not process the request, or that it will later.
bool says_try_later(unsigned status) noexcept {
  return status == 408 || status == 425 || status == 429 || status == 503;
}

bool is_temporary(unsigned status) noexcept {
  return status >= 500 && status != 501 && status != 505;
}

constexpr std::string_view would_retry = "production may try again, as the task's retry settings say.";
constexpr std::string_view would_stop = "production would stop here: trying the same again would not help.";
constexpr std::string_view would_go_on = "production would go on with the next step.";
constexpr std::string_view would_not_risk =
    "production would stop here: the request may have taken effect, and sending it again is not safe.";

std::string sentence(std::string start, std::string_view consequence) {
  while (!start.empty() && start.back() == '.')
    start.pop_back();
  start.reserve(start.size() + 2 + consequence.size());
  return std::move(start.append("; ").append(consequence));
}

} // namespace

std::string_view to_string(task_status s) noexcept {
  switch (s) {
  case task_status::completed: return "COMPLETED";
  case task_status::failed: return "FAILED";
  case task_status::failed_with_terminal_error: return "FAILED_WITH_TERMINAL_ERROR";
  case task_status::canceled: return "CANCELED";
  case task_status::timed_out: return "TIMED_OUT";
  }
  return "FAILED";
}

bool is_idempotent(std::string_view method) noexcept {
  constexpr std::array methods =
      std::to_array<std::string_view>({"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "QUERY"});
  return std::ranges::find(methods, method) != methods.end();
}

verdict judge_answer(std::string_view method, unsigned status, const check& status_check) {
  if (status_check.pass)
    return {task_status::completed, sentence("Completed: status " + status_check.message, would_go_on)};
  const std::string start = "Failed: status " + status_check.message;
  if (says_try_later(status) || (is_temporary(status) && is_idempotent(method)))
    return {task_status::failed, sentence(start, would_retry)};
  if (is_temporary(status)) return {task_status::failed_with_terminal_error, sentence(start, would_not_risk)};
  return {task_status::failed_with_terminal_error, sentence(start, would_stop)};
}

verdict judge_success(const check& status_check, const check& success_check) {
  if (!success_check.pass)
    return {task_status::failed_with_terminal_error,
            sentence("Failed: the success condition " + success_check.message, would_stop)};
  std::string start = "Completed: status " + status_check.message;
  if (start.ends_with('.')) start.pop_back();
  return {task_status::completed,
          sentence(start + ", and the success condition " + success_check.message, would_go_on)};
}

verdict judge_failure(const problem& p, bool request_sent, std::optional<unsigned> answered) {
  std::string start = p.detail.empty() ? p.title : p.detail;
  if (answered) start = "After status " + std::to_string(*answered) + " had arrived: " + start;
  if (p.type.starts_with("cancel."))
    return {task_status::canceled,
            sentence("Cancelled: " + start, "production would end the step as cancelled.")};

  const bool retryable = p.retryable.value_or(false);
  const std::string_view next = retryable ? would_retry : request_sent ? would_not_risk : would_stop;
  if (p.type.starts_with("timeout.")) return {task_status::timed_out, sentence("Timed out: " + start, next)};
  return {retryable ? task_status::failed : task_status::failed_with_terminal_error,
          sentence("Failed: " + start, next)};
}

} // namespace http_task::response
