#include "abi/answer.hpp"
#include "abi/guard.hpp"
#include "abi/instance.hpp"
#include "abi/submission.hpp"
#include "abi/tables.hpp"

#include <cstring>

namespace http_task::abi {
namespace {

int32_t submit(http_task_instance* instance, const http_task_submission* submission, uint64_t* id) noexcept {
  if (instance == nullptr || submission == nullptr || id == nullptr) return HTTP_TASK_E_ARGUMENT;
  if (submission->struct_size < sizeof(http_task_submission)) return HTTP_TASK_E_ARGUMENT;
  return guarded(instance->report("submit"), [&] { return submit_task(*instance, *submission, {}, *id); });
}

int32_t cancel(http_task_instance* instance, uint64_t task) noexcept {
  if (instance == nullptr) return HTTP_TASK_E_ARGUMENT;
  return guarded(instance->report("cancel"),
                 [&] { return instance->executor->cancel(task) ? HTTP_TASK_OK : HTTP_TASK_E_NOT_FOUND; });
}

int32_t next_events(http_task_instance* instance, http_task_event* events, uint32_t event_size,
                    uint32_t capacity, uint32_t* count) noexcept {
  if (count == nullptr) return HTTP_TASK_E_ARGUMENT;
  *count = 0;
  if (instance == nullptr || (events == nullptr && capacity != 0)) return HTTP_TASK_E_ARGUMENT;
  if (event_size < sizeof(http_task_event)) return HTTP_TASK_E_ARGUMENT;
  if (instance->by_callback) return HTTP_TASK_E_UNSUPPORTED;

  auto* place = reinterpret_cast<char*>(events);
  for (auto& taken : instance->events.take(capacity)) {
    http_task_event event{};
    event.struct_size = sizeof event;
    event.kind = taken.kind;
    event.task = taken.task;
    event.user_tag = taken.user_tag;
    event.document = taken.document.release();
    std::memcpy(place, &event, sizeof event);
    place += event_size;
    ++*count;
  }
  return HTTP_TASK_OK;
}

int32_t event_fd(http_task_instance* instance, int32_t* fd) noexcept {
  if (fd == nullptr) return HTTP_TASK_E_ARGUMENT;
  *fd = -1;
  if (instance == nullptr) return HTTP_TASK_E_ARGUMENT;
  if (instance->by_callback) return HTTP_TASK_E_UNSUPPORTED;
  *fd = instance->events.descriptor();
  return HTTP_TASK_OK;
}

int32_t get_statistics(http_task_instance* instance, http_task_document** document) noexcept {
  if (document == nullptr) return HTTP_TASK_E_ARGUMENT;
  *document = nullptr;
  if (instance == nullptr) return HTTP_TASK_E_ARGUMENT;
  return guarded(instance->report("get_statistics"), [&] {
    const auto s = instance->executor->get_statistics();
    return answer(document, json::object{{"submitted", s.submitted},
                                         {"completed", s.completed},
                                         {"inFlight", s.in_flight},
                                         {"queuedEvents", instance->events.size()},
                                         {"connections", json::object{{"created", s.connections_created},
                                                                      {"reused", s.connections_reused}}}});
  });
}

} // namespace

const http_task_executor_v1 executor_table = {
    .struct_size = sizeof(http_task_executor_v1),
    .reserved = 0,
    .submit = submit,
    .cancel = cancel,
    .next_events = next_events,
    .event_fd = event_fd,
    .get_statistics = get_statistics,
};

} // namespace http_task::abi
