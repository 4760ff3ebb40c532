#include "abi/instance.hpp"

#include "http_task/body_stream.h"

#include <cstdint>
#include <limits>
#include <string>
#include <utility>

namespace {

using http_task::abi::event_queue;
using http_task::abi::queued_event;

event_queue::callback callback_of(const http_task_host& host) {
  if (host.on_event == nullptr) return {};
  return [host](queued_event e) {
    http_task_event event{};
    event.struct_size = sizeof event;
    event.kind = e.kind;
    event.task = e.task;
    event.user_tag = e.user_tag;
    event.document = e.document.release();
    host.on_event(host.user_data, &event);
  };
}

std::uint32_t kind_of(http_task::task::event::kind what) noexcept {
  using kind = http_task::task::event::kind;
  switch (what) {
  case kind::progress: return HTTP_TASK_EVENT_PROGRESS;
  case kind::completed: return HTTP_TASK_EVENT_COMPLETED;
  case kind::answered: return HTTP_TASK_EVENT_ANSWERED;
  case kind::readable: return HTTP_TASK_EVENT_READABLE;
  case kind::writable: return HTTP_TASK_EVENT_WRITABLE;
  }
  return 0;
}

} // namespace

http_task_instance::http_task_instance(const http_task_host& h,
                                       const http_task::task::instance_options& options)
    : host(h), by_callback(h.on_event != nullptr), catalog(options.built_in_catalog),
      events(options.max_tasks, callback_of(h)) {}

http_task::result<std::unique_ptr<http_task_instance>> http_task_instance::create(const http_task_host& host,
                                                                                  std::string_view options) {
  auto read = http_task::task::read_instance_options(options);
  if (!read) return std::move(read).error();

  std::unique_ptr<http_task_instance> made(new http_task_instance(host, *read));
  // The queue counts the tasks, and each of them longer: until its COMPLETED was taken.
  read->max_tasks = std::numeric_limits<std::size_t>::max();
  auto* self = made.get();
  auto executor = http_task::task::executor::create(
      *read,
      [self](std::string_view id) -> std::shared_ptr<const http_task::json::value> {
        auto found = self->catalog.find(id);
        if (!found) return nullptr;
        return {*found, &(*found)->schema};
      },
      [self](http_task::task::event e) { self->forward(std::move(e)); });
  if (!executor) return std::move(executor).error();
  made->executor = std::move(*executor);
  return made;
}

void http_task_instance::log(std::uint32_t level, std::string_view text) const noexcept {
  if (host.log != nullptr) host.log(host.user_data, level, text.data(), text.size());
}

void http_task_instance::log_defect(const char* function, const char* what) const noexcept {
  try {
    log(HTTP_TASK_LOG_ERROR, std::string("a defect in ") + function + ": " + what);
  } catch (const std::bad_alloc&) {
    log(HTTP_TASK_LOG_ERROR, what);
  }
}

void http_task_instance::forward(http_task::task::event e) noexcept {
  if (e.what == http_task::task::event::kind::completed) {
    events.push_completed(e.task, e.user_tag, std::move(e.json), std::move(e.body));
    return;
  }
  try {
    events.push_latest(kind_of(e.what), e.task, e.user_tag, std::move(e.json));
  } catch (const std::bad_alloc&) {
    log(HTTP_TASK_LOG_WARNING, "out of memory: an event was dropped");
    // Without it the host would wait for ever.
    if (e.what != http_task::task::event::kind::progress) executor->cancel(e.task);
  }
}
