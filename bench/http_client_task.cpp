#include "http_client_runs.hpp"

#include "http_task/executor.h"
#include "http_task/sdk/find_plugin.hpp"
#include "http_task/sdk/instance.hpp"

#include <poll.h>

#include <memory>
#include <string_view>

namespace http_task::bench {
namespace {

std::shared_ptr<sdk::library> plugin() {
  const auto found = sdk::find_plugin("http_task", sdk::default_search_path());
  require(found.loaded != nullptr, "HTTP_TASK_PLUGIN_PATH names no folder with the plugin.");
  return found.loaded;
}

std::string options(const work& w) {
  const std::string connections = std::to_string(w.in_flight);
  return R"({"egress": {"allow": ["127.0.0.1"]}, "limits": {"connectionsPerOrigin": )" + connections +
         R"(, "connections": )" + connections + "}" +
         (w.ca_file.empty() ? "" : R"(, "tls": {"caFile": ")" + w.ca_file + "\"}") + "}";
}

std::string settings(const work& w) {
  return R"({"uri": ")" + w.url +
         R"(", "maxResponseBytes": 67108864, "headers": {"Accept-Encoding": "identity"}})";
}

constexpr std::string_view completed = R"({"status":"COMPLETED")";

// As a host in C would: the next task is submitted where the end of one is told.
class callback_run {
public:
  explicit callback_run(const work& w) : pace_(w), plugin_(plugin()), settings_(settings(w)) {
    http_task_host host{};
    host.struct_size = sizeof host;
    host.user_data = this;
    host.on_event = [](void* self, const http_task_event* e) { static_cast<callback_run*>(self)->take(*e); };
    const std::string o = options(w);
    const http_task_plugin& table = plugin_->table();
    require(table.instance_create(&host, o.data(), o.size(), &instance_, nullptr) == HTTP_TASK_OK,
            "The plugin makes no instance.");
    const void* executor = nullptr;
    require(table.get_interface(instance_, HTTP_TASK_EXECUTOR_V1, &executor) == HTTP_TASK_OK, "no executor");
    executor_ = static_cast<const http_task_executor_v1*>(executor);
  }
  ~callback_run() { plugin_->table().instance_destroy(instance_); }
  callback_run(const callback_run&) = delete;
  callback_run& operator=(const callback_run&) = delete;

  std::uint64_t run() {
    return pace_.run([this] { return submit(); });
  }

private:
  bool submit() {
    http_task_submission s{};
    s.struct_size = sizeof s;
    s.mode = HTTP_TASK_MODE_RUN;
    s.settings = settings_.data();
    s.settings_size = settings_.size();
    std::uint64_t id = 0;
    return executor_->submit(instance_, &s, &id) == HTTP_TASK_OK;
  }

  void take(const http_task_event& e) {
    if (e.kind == HTTP_TASK_EVENT_COMPLETED) {
      const char* json = nullptr;
      const void* body = nullptr;
      std::size_t json_size = 0;
      std::size_t body_size = 0;
      plugin_->table().document_json(e.document, &json, &json_size);
      plugin_->table().document_body(e.document, &body, &body_size);
      const std::string_view text(json, json_size);
      pace_.end(body_size, text.starts_with(completed) ? std::string() : std::string(text));
    }
    plugin_->table().document_release(e.document);
  }

  pace pace_;
  const std::shared_ptr<sdk::library> plugin_;
  const std::string settings_;
  http_task_instance* instance_ = nullptr;
  const http_task_executor_v1* executor_ = nullptr;
};

// As a host with a loop of its own would: one thread waits for the descriptor and takes what is there.
std::uint64_t run_queue(const work& w, sdk::instance& tasks) {
  const std::string text = settings(w);
  sdk::submission task;
  task.settings = text;
  std::size_t started = 0;
  std::size_t finished = 0;
  std::uint64_t bytes = 0;
  const int ready = tasks.event_fd().value();
  while (finished < w.requests) {
    for (; started - finished < w.in_flight && started < w.requests; ++started)
      require(tasks.submit(task).has_value(), "A task is refused.");
    pollfd waited{ready, POLLIN, 0};
    require(::poll(&waited, 1, 60'000) > 0, "The tasks hang.");
    for (const sdk::event& e : tasks.next_events(w.in_flight).value()) {
      if (e.kind != HTTP_TASK_EVENT_COMPLETED) continue;
      ++finished;
      bytes += e.doc.body().size();
      require(e.doc.json().starts_with(completed), std::string(e.doc.json()));
    }
  }
  return bytes;
}

} // namespace

run task_run(const work& w) {
  return [r = std::make_shared<callback_run>(w)] { return r->run(); };
}

run queue_run(const work& w) {
  auto made = sdk::instance::create(plugin(), options(w));
  require(made.has_value(), "The plugin makes no instance.");
  return [w, i = std::make_shared<sdk::instance>(std::move(*made))] { return run_queue(w, *i); };
}

} // namespace http_task::bench
