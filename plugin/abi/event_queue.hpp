// Events on their way to the host: a queue with a descriptor to wait for, or the host's callback.
//
// Memory is bounded by the number of tasks. A task counts until its COMPLETED was taken, and of each other
// kind of its events only the latest waits. Room for the COMPLETED is made when the task is submitted, so
// that it can always be delivered. Thread-safe.
#pragma once

#include "abi/document.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace http_task::abi {

struct queued_event {
  std::uint32_t kind = 0; // HTTP_TASK_EVENT_*
  std::uint64_t task = 0;
  std::uint64_t user_tag = 0;
  std::unique_ptr<http_task_document> document;
};

class event_queue {
public:
  // Called by the push functions, on their thread, without a lock held. Must not throw.
  using callback = std::function<void(queued_event)>;

  // With `deliver`, each event goes there at once and nothing is queued. Throws std::system_error when there
  // is no descriptor left.
  explicit event_queue(std::size_t most_tasks, callback deliver = {});
  ~event_queue();
  event_queue(const event_queue&) = delete;
  event_queue& operator=(const event_queue&) = delete;

  // Makes room for the COMPLETED of one task; false when `most_tasks` have theirs outstanding.
  [[nodiscard]] bool reserve();
  void unreserve() noexcept; // the task was not taken after all

  // Uses up one reservation.
  void push_completed(std::uint64_t task, std::uint64_t user_tag, std::string json,
                      std::string body) noexcept;
  // Any kind but COMPLETED.
  void push_latest(std::uint32_t kind, std::uint64_t task, std::uint64_t user_tag, std::string json);

  // The oldest events, at most `most`; without blocking.
  [[nodiscard]] std::list<queued_event> take(std::size_t most) noexcept;

  [[nodiscard]] std::size_t size() const noexcept;
  // Readable while the queue is not empty; -1 with a callback.
  [[nodiscard]] int descriptor() const noexcept { return descriptor_; }

private:
  void set_readable(bool readable) const noexcept;

  const std::size_t most_tasks_;
  const callback deliver_;
  int descriptor_ = -1;

  mutable std::mutex mutex_; // guards what follows, and the state of the descriptor with it
  std::list<queued_event> waiting_;
  std::list<queued_event> reserved_; // one with an empty document for each task without COMPLETED
  std::size_t completed_waiting_ = 0;
  // Into waiting_, by task and kind.
  std::map<std::pair<std::uint64_t, std::uint32_t>, std::list<queued_event>::iterator> latest_;
};

} // namespace http_task::abi
