// The completed event of a task: the answer interpreted, checked, judged and written down.
#pragma once

#include "message/exchange.hpp"
#include "task/executor.hpp"
#include "task/preparation.hpp"

#include <optional>

namespace http_task::task {

struct completion_facts {
  task_id id = 0;
  std::uint64_t user_tag = 0;
  inspection_level level = inspection_level::info;
  run_mode mode = run_mode::run;
};

// `x` is null when nothing was exchanged: `error` says why, or the task was a dry run. The body of the answer
// is moved out of it. Never fails: out of memory gives a document that says just that.
[[nodiscard]] event complete(const completion_facts& t, const preparation& p, message::exchange* x,
                             std::optional<problem> error) noexcept;

} // namespace http_task::task
