#include "abi/answer.hpp"
#include "abi/guard.hpp"
#include "abi/instance.hpp"
#include "abi/tables.hpp"
#include "response/inspection_level.hpp"
#include "json/parse.hpp"

#include <cstring>
#include <optional>
#include <string>
#include <utility>

namespace http_task::abi {
namespace {

std::optional<task::run_mode> mode_of(std::uint32_t mode) noexcept {
  switch (mode) {
  case HTTP_TASK_MODE_RUN: return task::run_mode::run;
  case HTTP_TASK_MODE_TEST: return task::run_mode::test;
  case HTTP_TASK_MODE_DRY_RUN: return task::run_mode::dry_run;
  default: return std::nullopt;
  }
}

// {"inspectionLevel"} or empty text.
result<std::optional<task::inspection_level>> level_of(std::string_view options) {
  std::optional<task::inspection_level> level;
  if (options.empty()) return level;
  auto read = json::parse(options);
  if (!read) return in_source(std::move(read).error(), "options");
  const auto invalid = [](std::string detail, std::string pointer = {}) {
    return in_source(make_problem("input.invalid", std::move(detail), std::move(pointer)), "options");
  };
  const auto* members = read->if_object();
  if (members == nullptr) {
    return invalid("Expected an object; found " + std::string(json::kind_name(*read)) + ".");
  }
  for (const auto& [name, member] : *members) {
    if (name != "inspectionLevel") {
      return invalid("There is no such option; expected inspectionLevel.",
                     "/" + std::string(json::view(name)));
    }
    if (member.is_string()) level = response::parse_inspection_level(json::view(member.get_string()));
    if (!level) return invalid("Expected \"INFO\", \"DEBUG\" or \"TRACE\".", "/inspectionLevel");
  }
  return level;
}

// What the caller passes, copied; nothing when a pointer is null although its size is not 0.
std::optional<task::submission> copy_of(const http_task_submission& s) {
  const auto settings = borrowed(s.settings, s.settings_size);
  const auto context = borrowed(s.context, s.context_size);
  const auto secrets = borrowed(s.secrets, s.secrets_size);
  const auto body = borrowed(s.body, s.body_size);
  if (!settings || !context || !secrets || !body) return std::nullopt;
  task::submission copy;
  copy.user_tag = s.user_tag;
  copy.settings = *settings;
  copy.context = *context;
  copy.secrets = *secrets;
  if (s.body != nullptr) copy.body.emplace(*body);
  return copy;
}

int32_t submit_checked(http_task_instance& instance, task::submission s, std::uint64_t& id) {
  if (!instance.events.reserve()) return HTTP_TASK_E_LIMIT;
  try {
    const auto taken = instance.executor->submit(std::move(s));
    if (taken) {
      id = *taken;
      return HTTP_TASK_OK;
    }
    instance.events.unreserve();
    return status_of(taken.error());
  } catch (...) {
    instance.events.unreserve();
    throw;
  }
}

int32_t submit(http_task_instance* instance, const http_task_submission* submission, uint64_t* id) noexcept {
  if (instance == nullptr || submission == nullptr || id == nullptr) return HTTP_TASK_E_ARGUMENT;
  if (submission->struct_size < sizeof(http_task_submission)) return HTTP_TASK_E_ARGUMENT;
  return guarded(instance->report("submit"), [&]() -> int32_t {
    const auto mode = mode_of(submission->mode);
    const auto options = borrowed(submission->options, submission->options_size);
    auto copy = copy_of(*submission);
    if (!mode || !options || !copy) return HTTP_TASK_E_ARGUMENT;
    const auto level = level_of(*options);
    if (!level) {
      const auto& p = level.error();
      instance->log(HTTP_TASK_LOG_ERROR, "submit: options " + p.pointer + ": " + p.detail);
      return status_of(p);
    }
    copy->mode = *mode;
    copy->level = *level;
    return submit_checked(*instance, std::move(*copy), *id);
  });
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
