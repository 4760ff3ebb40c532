// Long runs against the plugin through its ABI. Each prints what it measured and says whether its promise
// held.
#pragma once

#include "http_task/sdk/instance.hpp"
#include "http_task/sdk/library.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace http_task::soak {

struct setting {
  std::shared_ptr<sdk::library> plugin;
  std::uint16_t port = 0; // of the server

  [[nodiscard]] sdk::instance make_instance(std::string_view more = "") const;
  // Settings of a GET; `more` are members with a comma before each.
  [[nodiscard]] std::string get(std::string_view path, std::string_view more = "") const;
};

// Takes events until `on_event` says that it is enough; false when none comes for two minutes.
[[nodiscard]] bool pump(sdk::instance& tasks, const std::function<bool(sdk::event&)>& on_event);

// "COMPLETED" and so on, of a structured response.
[[nodiscard]] std::string_view status_of(std::string_view structured_response);

// `count` requests, good and broken in turn, 64 in flight: each is completed once and as expected; after the
// first 50,000 memory, descriptors and threads stay.
[[nodiscard]] bool run_requests(const setting& s, std::uint64_t count);
// 5,000 tasks in flight of which `hanging` get no answer: the rest is completed, and all once.
[[nodiscard]] bool run_hanging(const setting& s, std::uint64_t hanging);
// `rounds` instances, each destroyed at a random moment in the middle of traffic.
[[nodiscard]] bool run_rounds(const setting& s, std::uint64_t rounds);
// `gigabytes` up and as many down, piece by piece, in constant memory.
[[nodiscard]] bool run_bodies(const setting& s, std::uint64_t gigabytes);

} // namespace http_task::soak
