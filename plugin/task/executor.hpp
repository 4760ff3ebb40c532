// HTTP tasks from submission to structured response: resolve, build, exchange, interpret, check.
//
// Every task ends with exactly one completed event, whatever happened to it. Thread-safe.
#pragma once

#include "base/result.hpp"
#include "response/inspection_level.hpp"
#include "task/body_pipes.hpp"
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

// Bodies that the host gives and takes piece by piece (task/body_pipes.hpp).
struct stream_wishes {
  bool gives_body = false;
  std::optional<std::uint64_t> size;       // of the body that it gives
  bool takes_body = false;                 // that of an accepted answer
  bool takes_events = false;               // and server-sent events as such, where it is a stream of them
  std::optional<std::uint64_t> most_taken; // bytes, in place of maxResponseBytes
};

struct streams {
  std::shared_ptr<given_body> given;
  std::shared_ptr<taken_body> taken;
};

struct submission {
  run_mode mode = run_mode::run;
  std::optional<inspection_level> level; // unless set: debug for a test or dry run, info for a run
  std::uint64_t user_tag = 0;
  std::string settings;            // JSON; request settings or Conductor's inputParameters with http_request
  std::string context;             // JSON object or empty
  std::string secrets;             // JSON object or empty
  std::optional<std::string> body; // bytes in place of settings.body
  stream_wishes stream;
  std::shared_ptr<message::body_source> source; // the executor's: what stream.gives_body comes to
};

struct event {
  enum class kind {
    progress,
    completed,
    answered, // the head of an answer whose body the host takes
    readable, // there is something to take, after there was nothing
    writable  // there is room for what the host gives, after there was none
  };
  kind what = kind::completed;
  task_id task = 0;
  std::uint64_t user_tag = 0;
  // progress: {"phase", "receivedBytes"}; completed: the structured response; answered: {"statusCode",
  // "reasonPhrase", "headers"}; else {}
  std::string json;
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

  // Of a task that is not completed yet: the bodies that it was submitted with wishes for.
  [[nodiscard]] std::optional<task::streams> streams_of(task_id id) const;

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
