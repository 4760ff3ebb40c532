// soak [requests N | hanging N | rounds N | bodies GB]: all four with their full numbers unless one is named.
#include "soak.hpp"

#include "measures.hpp"
#include "server.hpp"

#include "http_task/sdk/manifest.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include <poll.h>

namespace http_task::soak {

sdk::instance setting::make_instance(std::string_view more) const {
  return sdk::instance::create(plugin, R"({"egress": {"allow": ["127.0.0.1/32"]})" + std::string(more) + "}")
      .value();
}

std::string setting::get(std::string_view path, std::string_view more) const {
  return R"({"uri": "http://127.0.0.1:)" + std::to_string(port) + std::string(path) + "\"" +
         std::string(more) + "}";
}

bool pump(sdk::instance& tasks, const std::function<bool(sdk::event&)>& on_event) {
  pollfd readable{.fd = tasks.event_fd().value(), .events = POLLIN, .revents = 0};
  while (::poll(&readable, 1, 120'000) > 0) {
    auto events = tasks.next_events(256).value();
    bool enough = false;
    for (sdk::event& e : events)
      enough = on_event(e) || enough;
    if (enough) return true;
  }
  std::fputs("  no event for two minutes\n", stderr);
  return false;
}

std::string_view status_of(std::string_view structured_response) {
  constexpr std::string_view start = R"({"status":")";
  if (!structured_response.starts_with(start)) return {};
  structured_response.remove_prefix(start.size());
  return structured_response.substr(0, structured_response.find('"'));
}

namespace {

struct run {
  const char* name;
  bool (*body)(const setting&, std::uint64_t);
  std::uint64_t usual;
};

constexpr run runs[] = {{"requests", run_requests, 1'000'000},
                        {"hanging", run_hanging, 4'900},
                        {"rounds", run_rounds, 1'000},
                        {"bodies", run_bodies, 10}};

bool execute(const run& r, std::uint64_t number) {
  const server other;
  const auto manifest = sdk::read_manifest(HTTP_TASK_PLUGIN_FOLDER "/manifest.json");
  const setting s{sdk::load_library(manifest.value()).value(), other.port()};
  std::printf("%s %llu\n", r.name, static_cast<unsigned long long>(number));
  std::fflush(stdout);
  const auto begin = std::chrono::steady_clock::now();
  const bool held = r.body(s, number);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  std::printf("  %s after %.1f s: %s\n", held ? "held" : "BROKEN", took.count(), to_text(measure()).c_str());
  std::fflush(stdout);
  return held;
}

} // namespace
} // namespace http_task::soak

int main(int argc, char** argv) {
  using namespace http_task::soak;
  raise_descriptor_limit();
  bool held = true;
  for (const run& r : runs) {
    if (argc > 1 && std::string(argv[1]) != r.name) continue;
    held = execute(r, argc > 2 ? std::strtoull(argv[2], nullptr, 10) : r.usual) && held;
  }
  return held ? 0 : 1;
}
