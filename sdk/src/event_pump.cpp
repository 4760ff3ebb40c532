#include "http_task/sdk/event_pump.hpp"

#include "failures.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>

#include <poll.h>

namespace http_task::sdk {
namespace {

constexpr std::size_t events_per_poll = 256;
constexpr std::chrono::milliseconds between_cancel_checks{100};

result<void> wait_readable(int fd, std::chrono::milliseconds timeout) {
  pollfd waiting{.fd = fd, .events = POLLIN, .revents = 0};
  const auto longest = std::chrono::milliseconds{std::numeric_limits<int>::max()};
  const int ms = timeout.count() < 0 ? -1 : static_cast<int>(std::min(timeout, longest).count());
  if (::poll(&waiting, 1, ms) < 0 && errno != EINTR) {
    return make_failure(HTTP_TASK_E_INTERNAL,
                        std::string("poll of the event descriptor: ") + std::strerror(errno));
  }
  return {};
}

} // namespace

struct event_pump::state {
  struct handlers {
    completed_handler on_completed;
    progress_handler on_progress;
    stream_handler on_stream;
  };

  explicit state(instance& i) : tasks(i) {}

  instance& tasks;
  mutable std::mutex mutex; // guards what follows
  std::unordered_map<std::uint64_t, std::shared_ptr<handlers>> by_tag;
  std::uint64_t next_tag = 1;

  std::uint64_t add(handlers h) {
    const std::scoped_lock lock(mutex);
    by_tag.emplace(next_tag, std::make_shared<handlers>(std::move(h)));
    return next_tag++;
  }

  void remove(std::uint64_t tag) {
    const std::scoped_lock lock(mutex);
    by_tag.erase(tag);
  }

  // The handlers of the task; with its last event they are taken out.
  std::shared_ptr<handlers> find(std::uint64_t tag, bool last) {
    const std::scoped_lock lock(mutex);
    const auto it = by_tag.find(tag);
    if (it == by_tag.end()) return nullptr;
    auto found = it->second;
    if (last) by_tag.erase(it);
    return found;
  }

  void dispatch(event e) {
    const bool last = e.kind == HTTP_TASK_EVENT_COMPLETED;
    const auto h = find(e.user_tag, last);
    if (h == nullptr) return;
    if (last) {
      if (h->on_completed) h->on_completed(std::move(e.doc));
    } else if (e.kind == HTTP_TASK_EVENT_PROGRESS) {
      if (h->on_progress) h->on_progress(e.doc);
    } else if (h->on_stream) {
      h->on_stream(e);
    }
  }
};

event_pump::event_pump(instance& tasks) : state_(std::make_unique<state>(tasks)) {}
event_pump::~event_pump() = default;

result<std::uint64_t> event_pump::submit(submission s, completed_handler on_completed,
                                         progress_handler on_progress) {
  // The handlers come first: COMPLETED may be fetched before submit has returned.
  s.user_tag = state_->add({std::move(on_completed), std::move(on_progress), {}});
  auto task = state_->tasks.submit(s);
  if (!task) state_->remove(s.user_tag);
  return task;
}

result<std::uint64_t> event_pump::submit(submission s, const stream_options& stream,
                                         completed_handler on_completed, stream_handler on_stream,
                                         progress_handler on_progress) {
  s.user_tag = state_->add({std::move(on_completed), std::move(on_progress), std::move(on_stream)});
  auto task = state_->tasks.submit(s, stream);
  if (!task) state_->remove(s.user_tag);
  return task;
}

result<std::size_t> event_pump::poll(std::chrono::milliseconds timeout) {
  if (timeout.count() != 0) {
    const auto fd = state_->tasks.event_fd();
    if (!fd) return fd.error();
    const auto waited = wait_readable(*fd, timeout);
    if (!waited) return waited.error();
  }
  auto events = state_->tasks.next_events(events_per_poll);
  if (!events) return events.error();
  for (auto& e : *events)
    state_->dispatch(std::move(e));
  return events->size();
}

result<document> event_pump::run_one(submission s, progress_handler on_progress,
                                     std::function<bool()> cancelled) {
  // Shared with the handler, which outlives this call when something is thrown or the pump fails.
  const auto answer = std::make_shared<std::optional<document>>();
  const auto task = submit(
      s, [answer](document d) { *answer = std::move(d); }, std::move(on_progress));
  if (!task) return task.error();
  bool asked_to_end = false;
  while (!*answer) {
    const auto handled = poll(between_cancel_checks);
    if (!handled) return handled.error();
    if (!*answer && !asked_to_end && cancelled && cancelled()) {
      asked_to_end = true;
      state_->tasks.cancel(*task);
    }
  }
  return std::move(**answer);
}

std::size_t event_pump::pending() const {
  const std::scoped_lock lock(state_->mutex);
  return state_->by_tag.size();
}

} // namespace http_task::sdk
