// Sequences of calls of the C ABI, right and wrong: each byte chooses a call, those behind it its arguments.
//
// The library is the one that HTTP_TASK_PLUGIN_LIBRARY names, as a host has it; it need not be built with the
// fuzzer. Every document is released, every task has to be completed exactly once.
#include "http_task/body_stream.h"
#include "http_task/catalog.h"
#include "http_task/executor.h"
#include "http_task/plugin.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>
#include <string_view>

#include <dlfcn.h>
#include <poll.h>

namespace {

const http_task_plugin* the_plugin() {
  static const http_task_plugin* const plugin = [] {
    const char* path = std::getenv("HTTP_TASK_PLUGIN_LIBRARY");
    void* library = path != nullptr ? ::dlopen(path, RTLD_NOW | RTLD_LOCAL) : nullptr;
    if (library == nullptr) {
      std::fputs("HTTP_TASK_PLUGIN_LIBRARY has to name libhttp_task.so\n", stderr);
      std::exit(2);
    }
    const auto entry = reinterpret_cast<http_task_plugin_entry_fn>(::dlsym(library, HTTP_TASK_PLUGIN_ENTRY));
    return entry(HTTP_TASK_ABI_VERSION);
  }();
  return plugin;
}

template<class Table>
const Table* interface(const char* id) {
  const void* table = nullptr;
  the_plugin()->get_interface(nullptr, id, &table);
  return static_cast<const Table*>(table);
}

class session {
public:
  session(const std::uint8_t* data, std::size_t size) : rest_(reinterpret_cast<const char*>(data), size) {
    constexpr std::string_view options =
        R"({"egress": {"allow": ["127.0.0.1/32"]}, "limits": {"tasks": 20}, "catalog": {"builtIn": false}})";
    if (the_plugin()->instance_create(nullptr, options.data(), options.size(), &instance_, nullptr) != 0)
      std::abort();
  }
  ~session() {
    the_plugin()->instance_shutdown(instance_);
    take_events(true);
    the_plugin()->instance_destroy(instance_);
  }
  session(const session&) = delete;
  session& operator=(const session&) = delete;

  void play() {
    while (!rest_.empty())
      step(byte());
  }

private:
  std::uint8_t byte() {
    if (rest_.empty()) return 0;
    const auto b = static_cast<std::uint8_t>(rest_.front());
    rest_.remove_prefix(1);
    return b;
  }
  std::string_view text() {
    const std::string_view t = rest_.substr(0, byte());
    rest_.remove_prefix(t.size());
    return t;
  }

  void release(http_task_document* d) {
    const char* json = nullptr;
    std::size_t size = 0;
    if (d != nullptr && (the_plugin()->document_json(d, &json, &size) != 0 || json[size] != '\0'))
      std::abort();
    the_plugin()->document_release(d);
  }

  void submit(bool streams) {
    constexpr std::array settings = std::to_array<std::string_view>(
        {R"({"uri": "http://127.0.0.1:1/"})",
         R"({"uri": "http://127.0.0.1:1/", "method": "PUT", "body": {"a": 1}})",
         R"({"uri": "http://127.0.0.1:1/", "retry": {"maxAttempts": 2, "initialDelay": 1}})",
         R"({"uri": "http://10.0.0.1/"})", "{", ""});
    const std::uint8_t which = byte();
    const std::string_view chosen = which < settings.size() ? settings[which] : text();
    http_task_submission s{};
    s.struct_size = byte() == 255 ? 8 : sizeof s;
    s.mode = byte() % 5;
    s.user_tag = next_tag_++;
    s.settings = chosen.data();
    s.settings_size = chosen.size();
    std::uint64_t id = 0;
    std::int32_t status = 0;
    if (streams) {
      http_task_stream_options o{sizeof o, byte() % 10U, byte() % 2 == 0 ? HTTP_TASK_SIZE_UNKNOWN : byte(),
                                 byte()};
      status = stream_->submit(instance_, &s, &o, &id);
    } else {
      status = executor_->submit(instance_, &s, &id);
    }
    if (status == HTTP_TASK_OK) ++open_[s.user_tag];
    last_ = status == HTTP_TASK_OK ? id : last_;
  }

  void step(std::uint8_t call) {
    const std::uint64_t task = call >= 128 ? last_ : byte();
    http_task_document* document = nullptr;
    std::array<char, 300> room{};
    std::size_t size = 0;
    switch (call % 12) {
    case 0: return submit(false);
    case 1: return submit(true);
    case 2: executor_->cancel(instance_, task); return;
    case 3: take_events(false); return;
    case 4: stream_->write(instance_, task, room.data(), byte(), &size); return;
    case 5: stream_->finish(instance_, task); return;
    case 6: stream_->read(instance_, task, room.data(), byte(), &size); return;
    case 7: stream_->next_message(instance_, task, &document); break;
    case 8: executor_->get_statistics(instance_, &document); break;
    case 9: {
      const std::string_view t = text();
      catalog_->validate(instance_, t.data(), t.size(), &document);
      break;
    }
    case 10: {
      const std::string_view t = text();
      catalog_->search(instance_, t.data(), t.size(), &document);
      break;
    }
    default:
      if (byte() == 7) the_plugin()->instance_shutdown(instance_);
    }
    release(document);
  }

  // The alarm of the fuzzer interrupts.
  static bool wait(pollfd& readable, int milliseconds) {
    int ready = -1;
    do
      ready = ::poll(&readable, 1, milliseconds);
    while (ready < 0 && errno == EINTR);
    return ready > 0;
  }

  void take_events(bool all) {
    pollfd readable{};
    readable.events = POLLIN;
    executor_->event_fd(instance_, &readable.fd);
    while (wait(readable, all && !open_.empty() ? 10'000 : 0)) {
      http_task_event e{};
      std::uint32_t count = 0;
      if (executor_->next_events(instance_, &e, sizeof e, 1, &count) != 0) std::abort();
      if (count == 0) return;
      if (e.kind == HTTP_TASK_EVENT_COMPLETED && open_.erase(e.user_tag) != 1) std::abort();
      release(e.document);
    }
    if (all && !open_.empty()) std::abort(); // a task without its COMPLETED
  }

  std::string_view rest_;
  http_task_instance* instance_ = nullptr;
  const http_task_executor_v1* executor_ = interface<http_task_executor_v1>(HTTP_TASK_EXECUTOR_V1);
  const http_task_body_stream_v1* stream_ = interface<http_task_body_stream_v1>(HTTP_TASK_BODY_STREAM_V1);
  const http_task_catalog_v1* catalog_ = interface<http_task_catalog_v1>(HTTP_TASK_CATALOG_V1);
  std::map<std::uint64_t, int> open_; // by tag
  std::uint64_t next_tag_ = 0;
  std::uint64_t last_ = 0;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  session s(data, size < 400 ? size : 400);
  s.play();
  return 0;
}
