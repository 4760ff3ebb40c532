#include "abi/event_queue.hpp"

#include "http_task/executor.h"

#include <cerrno>
#include <system_error>
#include <utility>

#include <sys/eventfd.h>
#include <unistd.h>

namespace http_task::abi {

event_queue::event_queue(std::size_t most_tasks, callback deliver)
    : most_tasks_(most_tasks), deliver_(std::move(deliver)) {
  if (deliver_) return;
  descriptor_ = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
}

event_queue::~event_queue() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool event_queue::reserve() {
  std::list<queued_event> node(1);
  node.front().document = std::make_unique<http_task_document>();
  const std::scoped_lock lock(mutex_);
  if (reserved_.size() + completed_waiting_ >= most_tasks_) return false;
  reserved_.splice(reserved_.end(), node);
  return true;
}

void event_queue::unreserve() noexcept {
  const std::scoped_lock lock(mutex_);
  reserved_.pop_front();
}

void event_queue::push_completed(std::uint64_t task, std::uint64_t user_tag, std::string json,
                                 std::string body) noexcept {
  std::list<queued_event> node;
  {
    const std::scoped_lock lock(mutex_);
    node.splice(node.end(), reserved_, reserved_.begin());
    auto& event = node.front();
    event.kind = HTTP_TASK_EVENT_COMPLETED;
    event.task = task;
    event.user_tag = user_tag;
    event.document->json = std::move(json);
    event.document->body = std::move(body);
    if (!deliver_) {
      if (waiting_.empty()) set_readable(true);
      waiting_.splice(waiting_.end(), node);
      ++completed_waiting_;
      return;
    }
  }
  deliver_(std::move(node.front()));
}

void event_queue::push_latest(std::uint32_t kind, std::uint64_t task, std::uint64_t user_tag,
                              std::string json) {
  auto document = std::make_unique<http_task_document>();
  document->json = std::move(json);
  queued_event event{kind, task, user_tag, std::move(document)};
  if (deliver_) return deliver_(std::move(event));

  const std::scoped_lock lock(mutex_);
  if (const auto older = latest_.find({task, kind}); older != latest_.end()) {
    older->second->document = std::move(event.document);
    return;
  }
  const bool was_empty = waiting_.empty();
  const auto place = waiting_.insert(waiting_.end(), std::move(event));
  try {
    latest_.emplace(std::pair(task, kind), place);
  } catch (...) {
    waiting_.erase(place);
    throw;
  }
  if (was_empty) set_readable(true);
}

std::list<queued_event> event_queue::take(std::size_t most) noexcept {
  std::list<queued_event> taken;
  const std::scoped_lock lock(mutex_);
  while (taken.size() < most && !waiting_.empty()) {
    const auto& oldest = waiting_.front();
    if (oldest.kind == HTTP_TASK_EVENT_COMPLETED) {
      --completed_waiting_;
    } else {
      latest_.erase({oldest.task, oldest.kind});
    }
    taken.splice(taken.end(), waiting_, waiting_.begin());
  }
  if (!taken.empty() && waiting_.empty()) set_readable(false);
  return taken;
}

std::size_t event_queue::size() const noexcept {
  const std::scoped_lock lock(mutex_);
  return waiting_.size();
}

// Neither call can fail: the counter is 0 or 1, and whoever holds the mutex is alone with it.
void event_queue::set_readable(bool readable) const noexcept {
  eventfd_t counter = 0;
  if (readable) {
    static_cast<void>(::eventfd_write(descriptor_, 1));
  } else {
    static_cast<void>(::eventfd_read(descriptor_, &counter));
  }
}

} // namespace http_task::abi
