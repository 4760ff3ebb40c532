// Many tasks at a time with one thread of the host: it waits for the instance's event_fd and runs the handler
// of the task that each event belongs to.
//
// The pump takes all events of its instance; nothing else may call next_events beside it. It numbers its
// tasks by itself: `user_tag` of a submission is replaced.
#pragma once

#include "http_task/sdk/instance.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

namespace http_task::sdk {

class event_pump {
public:
  using completed_handler = std::function<void(document structured_response)>;
  using progress_handler = std::function<void(const document& progress)>;
  using stream_handler = std::function<void(const event& answered_readable_or_writable)>;

  explicit event_pump(instance& tasks); // borrowed; must outlive the pump
  ~event_pump();                        // handlers that did not run are dropped
  event_pump(const event_pump&) = delete;
  event_pump& operator=(const event_pump&) = delete;

  // From any thread, also from a handler. The handlers run in poll. The answer is the id of the task.
  [[nodiscard]] result<std::uint64_t> submit(submission s, completed_handler on_completed,
                                             progress_handler on_progress = {});

  // The same with bodies that go piece by piece; the handlers call the instance with the event's `task`.
  [[nodiscard]] result<std::uint64_t> submit(submission s, const stream_options& stream,
                                             completed_handler on_completed, stream_handler on_stream,
                                             progress_handler on_progress = {});

  // Runs the handlers that are due on the calling thread, one thread at a time. Waits up to `timeout` for the
  // first event (negative: without end); a signal ends the wait early. The answer is the number of events
  // handled. What a handler throws leaves poll.
  [[nodiscard]] result<std::size_t> poll(std::chrono::milliseconds timeout);

  // Submits one task and polls until it is completed, also handlers of other tasks. `cancelled` is asked
  // after each event and at least every 100 ms; once it says true, the task is cancelled and its last
  // document awaited.
  [[nodiscard]] result<document> run_one(submission s, progress_handler on_progress = {},
                                         std::function<bool()> cancelled = {});

  // Tasks that are not completed yet.
  [[nodiscard]] std::size_t pending() const;

private:
  struct state;
  std::unique_ptr<state> state_;
};

} // namespace http_task::sdk
