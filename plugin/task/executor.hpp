// HTTP tasks from submission to structured response: resolve, build, exchange, interpret, check.
//
// Every task ends with exactly one completed event, whatever happened to it. Thread-safe.
#pragma once

#include "base/result.hpp"
#include "response/inspection_level.hpp"
#include "task/instance_options.hpp"
#include "json/value.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace http_task::task {

using task_id = std::uint64_t;

enum class run_mode { run, test, dry_run };

using response::inspection_level;

struct submission {
  run_mode mode = run_mode::run;
  std::optional<inspection_level> level; // unless set: debug for a test or dry run, info for a run
  std::uint64_t user_tag = 0;
  std::string settings;            // JSON; request settings or Conductor's inputParameters with http_request
  std::string context;             // JSON object or empty
  std::string secrets;             // JSON object or empty
  std::optional<std::string> body; // bytes in place of settings.body
};

struct event {
  enum class kind { progress, completed };
  kind what = kind::completed;
  task_id task = 0;
  std::uint64_t user_tag = 0;
  std::string json; // progress: {"phase", "receivedBytes"}; completed: the structured response
  std::string body; // completed: the body of the answer as received
};

struct statistics {
  std::uint64_t submitted = 0;
  std::uint64_t completed = 0;
  std::uint64_t in_flight = 0;
  std::uint64_t connections_created = 0; // by tasks that are done, for a request that was sent
  std::uint64_t connections_reused = 0;
};

// The endpoint description of that id, or null; used for the checks of a test. Must be thread-safe.
using description_lookup = std::function<std::shared_ptr<const json::value>(std::string_view endpoint_id)>;

// Called on an I/O thread, or on the thread of submit, possibly before submit has returned. Must not throw.
using event_sink = std::function<void(event)>;

class executor {
public:
  // Fails with "options.invalid". Starts the I/O threads.
  [[nodiscard]] static result<std::unique_ptr<executor>>
  create(const instance_options& options, description_lookup find_description, event_sink sink);
  // Shuts down and waits until every completed event was delivered and the threads have ended. Must not run
  // on an I/O thread (runs_on_this_thread).
  ~executor();
  executor(const executor&) = delete;
  executor& operator=(const executor&) = delete;

  // Fails with "limit.tasks" or "cancel.shutdown" only; what is wrong with the content arrives as completed
  // event.
  [[nodiscard]] result<task_id> submit(submission s);

  // False for an id that was never given; a task that has ended is left alone.
  bool cancel(task_id id);

  // Takes no more tasks and cancels those in flight; does not block.
  void shutdown();

  [[nodiscard]] statistics get_statistics() const;
  [[nodiscard]] bool runs_on_this_thread() const noexcept;

private:
  struct impl;
  explicit executor(std::unique_ptr<impl> i);
  std::unique_ptr<impl> impl_;
};

} // namespace http_task::task
