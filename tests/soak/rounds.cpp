#include "measures.hpp"
#include "soak.hpp"

#include "http_task/plugin.h"

#include <array>
#include <atomic>
#include <cstdio>
#include <random>
#include <thread>

namespace http_task::soak {
namespace {

// Delivery by callback: destroying delivers what is outstanding, so that every task can be counted.
struct counter {
  const http_task_plugin* plugin = nullptr;
  std::atomic<std::uint64_t> completed{0};

  static void on_event(void* self, const http_task_event* event) {
    auto& c = *static_cast<counter*>(self);
    if (event->kind == HTTP_TASK_EVENT_COMPLETED) ++c.completed;
    c.plugin->document_release(event->document);
  }
};

constexpr std::array paths =
    std::to_array<const char*>({"/o", "/h", "/d300000", "/c", "/k", "/r", "/o", "/5"});

bool one_round(const setting& s, std::mt19937& random) {
  const http_task_plugin& plugin = s.plugin->table();
  counter counted;
  counted.plugin = &plugin;
  http_task_host host{};
  host.struct_size = sizeof host;
  host.user_data = &counted;
  host.on_event = &counter::on_event;
  constexpr std::string_view options = R"({"egress": {"allow": ["127.0.0.1/32"]}, "threads": 2})";
  http_task_instance* instance = nullptr;
  if (plugin.instance_create(&host, options.data(), options.size(), &instance, nullptr) != HTTP_TASK_OK)
    return false;
  const void* table = nullptr;
  plugin.get_interface(instance, HTTP_TASK_EXECUTOR_V1, &table);
  const auto* executor = static_cast<const http_task_executor_v1*>(table);
  plugin.get_interface(instance, HTTP_TASK_BODY_STREAM_V1, &table);
  const auto* stream = static_cast<const http_task_body_stream_v1*>(table);

  std::uint64_t taken = 0;
  for (unsigned i = 0; i < 50; ++i) {
    const std::string settings =
        s.get(paths[random() % paths.size()], R"(, "retry": {"maxAttempts": 2, "initialDelay": 5})");
    http_task_submission one{};
    one.struct_size = sizeof one;
    one.mode = i % 3 == 0 ? HTTP_TASK_MODE_TEST : HTTP_TASK_MODE_RUN;
    one.settings = settings.data();
    one.settings_size = settings.size();
    const http_task_stream_options bodies{sizeof bodies, HTTP_TASK_STREAM_RESPONSE, HTTP_TASK_SIZE_UNKNOWN,
                                          0};
    std::uint64_t id = 0;
    const auto status =
        i % 4 == 0 ? stream->submit(instance, &one, &bodies, &id) : executor->submit(instance, &one, &id);
    if (status == HTTP_TASK_OK) ++taken;
    if (random() % 8 == 0) executor->cancel(instance, id);
  }
  std::this_thread::sleep_for(std::chrono::microseconds(random() % 20'000));
  if (random() % 2 == 0) plugin.instance_shutdown(instance);
  plugin.instance_destroy(instance);
  if (counted.completed == taken) return true;
  std::printf("  %llu of %llu completed\n", static_cast<unsigned long long>(counted.completed.load()),
              static_cast<unsigned long long>(taken));
  return false;
}

} // namespace

bool run_rounds(const setting& s, std::uint64_t rounds) {
  std::mt19937 random(1);
  measures first;
  for (std::uint64_t i = 0; i < rounds; ++i) {
    if (!one_round(s, random)) return false;
    if (i + 1 == rounds / 10) {
      first = measure();
      std::printf("  after a tenth: %s\n", to_text(first).c_str());
      std::fflush(stdout);
    }
  }
  const measures last = measure();
  return last.threads == first.threads && last.descriptors == first.descriptors &&
         last.resident_kib <= first.resident_kib + 16 * 1024;
}

} // namespace http_task::soak
