#include "abi/answer.hpp"
#include "abi/guard.hpp"
#include "abi/instance.hpp"
#include "abi/submission.hpp"
#include "abi/tables.hpp"

#include <optional>
#include <utility>

namespace http_task::abi {
namespace {

constexpr std::uint32_t known_flags =
    HTTP_TASK_STREAM_REQUEST | HTTP_TASK_STREAM_RESPONSE | HTTP_TASK_STREAM_EVENTS;

std::optional<task::stream_wishes> wishes_of(const http_task_stream_options& o,
                                             const http_task_submission& s) noexcept {
  task::stream_wishes wishes;
  wishes.gives_body = (o.flags & HTTP_TASK_STREAM_REQUEST) != 0;
  wishes.takes_body = (o.flags & HTTP_TASK_STREAM_RESPONSE) != 0;
  wishes.takes_events = (o.flags & HTTP_TASK_STREAM_EVENTS) != 0;
  if ((o.flags & ~known_flags) != 0) return std::nullopt;
  if (!wishes.takes_body && (!wishes.gives_body || wishes.takes_events)) return std::nullopt;
  if (wishes.gives_body && s.body != nullptr) return std::nullopt;
  if (o.request_size != HTTP_TASK_SIZE_UNKNOWN) wishes.size = o.request_size;
  if (o.response_limit != 0) wishes.most_taken = o.response_limit;
  return wishes;
}

int32_t submit(http_task_instance* instance, const http_task_submission* submission,
               const http_task_stream_options* options, uint64_t* id) noexcept {
  if (instance == nullptr || submission == nullptr || options == nullptr || id == nullptr)
    return HTTP_TASK_E_ARGUMENT;
  if (submission->struct_size < sizeof(http_task_submission) ||
      options->struct_size < sizeof(http_task_stream_options))
    return HTTP_TASK_E_ARGUMENT;
  return guarded(instance->report("submit"), [&]() -> int32_t {
    const auto wishes = wishes_of(*options, *submission);
    return wishes ? submit_task(*instance, *submission, *wishes, *id) : HTTP_TASK_E_ARGUMENT;
  });
}

std::shared_ptr<task::given_body> given_of(const http_task_instance& instance, std::uint64_t id) {
  auto found = instance.executor->streams_of(id);
  return found ? std::move(found->given) : nullptr;
}

std::shared_ptr<task::taken_body> taken_of(const http_task_instance& instance, std::uint64_t id) {
  auto found = instance.executor->streams_of(id);
  return found ? std::move(found->taken) : nullptr;
}

int32_t write(http_task_instance* instance, uint64_t id, const void* bytes, size_t size,
              size_t* taken) noexcept {
  if (taken == nullptr) return HTTP_TASK_E_ARGUMENT;
  *taken = 0;
  const auto piece = borrowed(bytes, size);
  if (instance == nullptr || !piece) return HTTP_TASK_E_ARGUMENT;
  return guarded(instance->report("write"), [&]() -> int32_t {
    const auto body = given_of(*instance, id);
    if (!body) return HTTP_TASK_E_NOT_FOUND;
    const auto came = body->give(*piece);
    if (!came) return HTTP_TASK_E_ARGUMENT;
    *taken = *came;
    return HTTP_TASK_OK;
  });
}

int32_t finish(http_task_instance* instance, uint64_t id) noexcept {
  if (instance == nullptr) return HTTP_TASK_E_ARGUMENT;
  return guarded(instance->report("finish"), [&]() -> int32_t {
    const auto body = given_of(*instance, id);
    if (!body) return HTTP_TASK_E_NOT_FOUND;
    body->end();
    return HTTP_TASK_OK;
  });
}

int32_t read(http_task_instance* instance, uint64_t id, void* into, size_t capacity, size_t* size) noexcept {
  if (size == nullptr) return HTTP_TASK_E_ARGUMENT;
  *size = 0;
  if (instance == nullptr || (into == nullptr && capacity != 0)) return HTTP_TASK_E_ARGUMENT;
  return guarded(instance->report("read"), [&]() -> int32_t {
    const auto body = taken_of(*instance, id);
    if (!body) return HTTP_TASK_E_NOT_FOUND;
    *size = body->take({static_cast<char*>(into), capacity});
    return HTTP_TASK_OK;
  });
}

json::object to_json(const message::server_event& e) {
  json::object o{{"event", e.type}, {"data", e.data}};
  if (!e.id.empty()) o["id"] = e.id;
  if (e.retry) o["retry"] = *e.retry;
  return o;
}

int32_t next_message(http_task_instance* instance, uint64_t id, http_task_document** message) noexcept {
  if (message == nullptr) return HTTP_TASK_E_ARGUMENT;
  *message = nullptr;
  if (instance == nullptr) return HTTP_TASK_E_ARGUMENT;
  return guarded(instance->report("next_message"), [&]() -> int32_t {
    const auto body = taken_of(*instance, id);
    if (!body) return HTTP_TASK_E_NOT_FOUND;
    if (const auto event = body->take_event()) return answer(message, to_json(*event));
    return HTTP_TASK_OK;
  });
}

} // namespace

const http_task_body_stream_v1 body_stream_table = {
    .struct_size = sizeof(http_task_body_stream_v1),
    .reserved = 0,
    .submit = submit,
    .write = write,
    .finish = finish,
    .read = read,
    .next_message = next_message,
};

} // namespace http_task::abi
