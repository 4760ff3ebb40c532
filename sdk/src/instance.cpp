#include "http_task/sdk/instance.hpp"

#include "failures.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <limits>
#include <utility>

namespace http_task::sdk {
namespace {

// Whether a table, perhaps of an older plugin than these headers, has the function, given as pointer to
// member.
template<class Table, class Function>
bool has(const Table* table, Function Table::*member) noexcept {
  if (table == nullptr) return false;
  const auto* begin = reinterpret_cast<const char*>(table);
  const auto* end = reinterpret_cast<const char*>(&(table->*member)) + sizeof(Function);
  return static_cast<std::size_t>(end - begin) <= table->struct_size && table->*member != nullptr;
}

} // namespace

struct instance::state {
  std::shared_ptr<library> plugin;
  log_function log;
  http_task_instance* handle = nullptr;
  const http_task_catalog_v1* catalog = nullptr;
  const http_task_catalog_file_v1* catalog_file = nullptr;
  const http_task_executor_v1* executor = nullptr;
  const http_task_body_stream_v1* stream = nullptr;

  state() = default;
  state(const state&) = delete;
  state& operator=(const state&) = delete;
  ~state() {
    if (handle != nullptr) plugin->table().instance_destroy(handle);
  }

  static void write_log(void* user_data, std::uint32_t level, const char* text, std::size_t size) {
    static_cast<const state*>(user_data)->log(level, {text, size});
  }

  template<class Table>
  const Table* interface(const char* id) const noexcept {
    const void* table = nullptr;
    if (plugin->table().get_interface(handle, id, &table) != HTTP_TASK_OK) return nullptr;
    return static_cast<const Table*>(table);
  }

  // Calls a function whose last parameter is a document.
  template<class Table, class Function, class... Arguments>
  result<document> ask(const Table* table, Function Table::*member, std::string_view name,
                       Arguments... arguments) const {
    if (!has(table, member)) return status_failure(HTTP_TASK_E_UNSUPPORTED, name);
    http_task_document* out = nullptr;
    const auto status = (table->*member)(handle, arguments..., &out);
    document answer(plugin, out);
    if (status != HTTP_TASK_OK) return problem_failure(status, name, answer);
    return answer;
  }

  // Calls a function without a document.
  template<class Table, class Function, class... Arguments>
  result<void> tell(const Table* table, Function Table::*member, std::string_view name,
                    Arguments... arguments) const {
    if (!has(table, member)) return status_failure(HTTP_TASK_E_UNSUPPORTED, name);
    const auto status = (table->*member)(handle, arguments...);
    if (status != HTTP_TASK_OK) return status_failure(status, name);
    return {};
  }
};

instance::instance(std::unique_ptr<state> s) noexcept : state_(std::move(s)) {}
instance::~instance() = default;
instance::instance(instance&& other) noexcept = default;
instance& instance::operator=(instance&& other) noexcept = default;

result<instance> instance::create(std::shared_ptr<library> plugin, std::string_view options_json,
                                  log_function log) {
  auto s = std::make_unique<state>();
  s->plugin = std::move(plugin);
  s->log = std::move(log);

  http_task_host host{};
  host.struct_size = sizeof host;
  host.user_data = s.get();
  if (s->log) host.log = &state::write_log;

  http_task_document* out = nullptr;
  const auto status =
      s->plugin->table().instance_create(&host, options_json.data(), options_json.size(), &s->handle, &out);
  const document problem(s->plugin, out);
  if (status != HTTP_TASK_OK) return problem_failure(status, "instance_create", problem);

  s->catalog = s->interface<http_task_catalog_v1>(HTTP_TASK_CATALOG_V1);
  s->catalog_file = s->interface<http_task_catalog_file_v1>(HTTP_TASK_CATALOG_FILE_V1);
  s->executor = s->interface<http_task_executor_v1>(HTTP_TASK_EXECUTOR_V1);
  s->stream = s->interface<http_task_body_stream_v1>(HTTP_TASK_BODY_STREAM_V1);
  return instance(std::move(s));
}

const std::shared_ptr<library>& instance::plugin() const noexcept {
  return state_->plugin;
}

result<document> instance::load(std::span<const std::byte> bytes, std::string_view options) {
  return state_->ask(state_->catalog, &http_task_catalog_v1::load, "load",
                     static_cast<const void*>(bytes.data()), bytes.size(), options.data(), options.size());
}

result<document> instance::unload(std::string_view api) {
  return state_->ask(state_->catalog, &http_task_catalog_v1::unload, "unload", api.data(), api.size());
}

result<document> instance::list() {
  return state_->ask(state_->catalog, &http_task_catalog_v1::list, "list");
}

result<document> instance::search(std::string_view query) {
  return state_->ask(state_->catalog, &http_task_catalog_v1::search, "search", query.data(), query.size());
}

result<document> instance::describe(std::string_view endpoint) {
  return state_->ask(state_->catalog, &http_task_catalog_v1::describe, "describe", endpoint.data(),
                     endpoint.size());
}

result<document> instance::prefill(std::string_view request) {
  return state_->ask(state_->catalog, &http_task_catalog_v1::prefill, "prefill", request.data(),
                     request.size());
}

result<document> instance::validate(std::string_view settings) {
  return state_->ask(state_->catalog, &http_task_catalog_v1::validate, "validate", settings.data(),
                     settings.size());
}

result<document> instance::sample(std::string_view request) {
  return state_->ask(state_->catalog, &http_task_catalog_v1::sample, "sample", request.data(),
                     request.size());
}

result<document> instance::open_catalog(std::string_view path) {
  return state_->ask(state_->catalog_file, &http_task_catalog_file_v1::open, "open", path.data(),
                     path.size());
}

result<document> instance::close_catalog(std::string_view path) {
  return state_->ask(state_->catalog_file, &http_task_catalog_file_v1::close, "close", path.data(),
                     path.size());
}

result<document> instance::catalog_contents(std::string_view path) {
  return state_->ask(state_->catalog_file, &http_task_catalog_file_v1::contents, "contents", path.data(),
                     path.size());
}

result<document> instance::check_catalog(std::string_view path) {
  return state_->ask(state_->catalog_file, &http_task_catalog_file_v1::check, "check", path.data(),
                     path.size());
}

result<catalog_writer> instance::write_catalog(std::string_view path, std::string_view options) {
  // A plugin that can destroy a writer has every function of one.
  if (!has(state_->catalog_file, &http_task_catalog_file_v1::writer_destroy))
    return status_failure(HTTP_TASK_E_UNSUPPORTED, "writer_create");
  http_task_catalog_writer* writer = nullptr;
  auto base = state_->ask(state_->catalog_file, &http_task_catalog_file_v1::writer_create, "writer_create",
                          path.data(), path.size(), options.data(), options.size(), &writer);
  if (!base) return base.error();
  return catalog_writer(state_->plugin, state_->catalog_file, writer, std::move(*base));
}

result<document> instance::form(std::string_view request) {
  return state_->ask(state_->catalog, &http_task_catalog_v1::form, "form", request.data(), request.size());
}

namespace {

http_task_submission raw_submission(const submission& s) {
  http_task_submission raw{};
  raw.struct_size = sizeof raw;
  raw.mode = s.mode;
  raw.user_tag = s.user_tag;
  raw.settings = s.settings.data();
  raw.settings_size = s.settings.size();
  raw.context = s.context.data();
  raw.context_size = s.context.size();
  raw.secrets = s.secrets.data();
  raw.secrets_size = s.secrets.size();
  raw.options = s.options.data();
  raw.options_size = s.options.size();
  if (s.body) {
    // A body of no bytes is told from no body by its pointer.
    raw.body = s.body->data() == nullptr ? static_cast<const void*>("") : s.body->data();
    raw.body_size = s.body->size();
  }
  return raw;
}

} // namespace

result<std::uint64_t> instance::submit(const submission& s) {
  const http_task_submission raw = raw_submission(s);
  std::uint64_t task = 0;
  const auto done = state_->tell(state_->executor, &http_task_executor_v1::submit, "submit", &raw, &task);
  if (!done) return done.error();
  return task;
}

result<std::uint64_t> instance::submit(const submission& s, const stream_options& stream) {
  const http_task_submission raw = raw_submission(s);
  http_task_stream_options options{};
  options.struct_size = sizeof options;
  options.flags = stream.flags;
  options.request_size = stream.request_size.value_or(HTTP_TASK_SIZE_UNKNOWN);
  options.response_limit = stream.response_limit;
  std::uint64_t task = 0;
  const auto done =
      state_->tell(state_->stream, &http_task_body_stream_v1::submit, "submit", &raw, &options, &task);
  if (!done) return done.error();
  return task;
}

result<std::size_t> instance::write(std::uint64_t task, std::span<const std::byte> bytes) {
  std::size_t taken = 0;
  const auto done = state_->tell(state_->stream, &http_task_body_stream_v1::write, "write", task,
                                 static_cast<const void*>(bytes.data()), bytes.size(), &taken);
  if (!done) return done.error();
  return taken;
}

result<void> instance::finish(std::uint64_t task) {
  return state_->tell(state_->stream, &http_task_body_stream_v1::finish, "finish", task);
}

result<std::size_t> instance::read(std::uint64_t task, std::span<std::byte> into) {
  std::size_t size = 0;
  const auto done = state_->tell(state_->stream, &http_task_body_stream_v1::read, "read", task,
                                 static_cast<void*>(into.data()), into.size(), &size);
  if (!done) return done.error();
  return size;
}

result<std::optional<document>> instance::next_message(std::uint64_t task) {
  if (!has(state_->stream, &http_task_body_stream_v1::next_message))
    return status_failure(HTTP_TASK_E_UNSUPPORTED, "next_message");
  http_task_document* out = nullptr;
  const auto status = state_->stream->next_message(state_->handle, task, &out);
  if (status != HTTP_TASK_OK) return status_failure(status, "next_message");
  return out == nullptr ? std::optional<document>() : std::optional<document>(document(state_->plugin, out));
}

result<void> instance::cancel(std::uint64_t task) {
  return state_->tell(state_->executor, &http_task_executor_v1::cancel, "cancel", task);
}

result<std::vector<event>> instance::next_events(std::size_t max) {
  std::vector<event> events;
  std::array<http_task_event, 64> batch;
  while (events.size() < max) {
    const auto room = static_cast<std::uint32_t>(std::min(batch.size(), max - events.size()));
    events.reserve(events.size() + room);
    std::uint32_t count = 0;
    const auto done = state_->tell(state_->executor, &http_task_executor_v1::next_events, "next_events",
                                   batch.data(), static_cast<std::uint32_t>(sizeof batch[0]), room, &count);
    if (!done && events.empty()) return done.error();
    for (std::uint32_t i = 0; i < count; ++i) {
      events.push_back(
          {batch[i].kind, batch[i].task, batch[i].user_tag, {state_->plugin, batch[i].document}});
    }
    if (!done || count < room) break;
  }
  return events;
}

result<int> instance::event_fd() {
  std::int32_t fd = -1;
  const auto done = state_->tell(state_->executor, &http_task_executor_v1::event_fd, "event_fd", &fd);
  if (!done) return done.error();
  return static_cast<int>(fd);
}

result<document> instance::statistics() {
  return state_->ask(state_->executor, &http_task_executor_v1::get_statistics, "get_statistics");
}

result<void> instance::shutdown() {
  const auto status = state_->plugin->table().instance_shutdown(state_->handle);
  if (status != HTTP_TASK_OK) return status_failure(status, "instance_shutdown");
  return {};
}

} // namespace http_task::sdk
