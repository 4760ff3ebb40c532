// The built plugin, loaded as a host loads it, for tests of instances.
#pragma once

#include "http_task/sdk/instance.hpp"
#include "http_task/sdk/library.hpp"
#include "http_task/sdk/manifest.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <gtest/gtest.h>

#include <poll.h>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace http_task::testing {

using namespace std::chrono_literals;

// Long enough for every machine: it bounds a test that would hang.
inline constexpr std::chrono::milliseconds patience = 60s;

inline std::shared_ptr<sdk::library> the_plugin() {
  static const auto plugin = [] {
    const auto manifest = sdk::read_manifest(HTTP_TASK_BINARY_DIR "/lib/http-task/manifest.json");
    return sdk::load_library(manifest.value()).value();
  }();
  return plugin;
}

// Loopback is allowed; `more` are members of the instance options, with a comma before each.
inline std::string instance_options(std::string_view more = {}) {
  return R"({"egress": {"allow": ["127.0.0.1/32"]})" + std::string(more) + "}";
}

inline sdk::instance make_instance(std::string_view more = {}) {
  return sdk::instance::create(the_plugin(), instance_options(more)).value();
}

inline std::string get(std::string_view url) {
  return R"({"uri": ")" + std::string(url) + R"("})";
}

inline boost::json::object object_of(const sdk::document& d) {
  return boost::json::parse({d.json().data(), d.json().size()}).as_object();
}

inline std::string status_of(const sdk::document& completed) {
  return std::string(object_of(completed).at("status").as_string());
}

inline sdk::result<std::uint64_t> submit(sdk::instance& i, std::string_view settings,
                                         std::uint64_t user_tag = 0, unsigned mode = HTTP_TASK_MODE_RUN) {
  sdk::submission s;
  s.mode = mode;
  s.user_tag = user_tag;
  s.settings = settings;
  return i.submit(s);
}

inline bool is_readable(int fd, std::chrono::milliseconds wait = 0ms) {
  pollfd p{.fd = fd, .events = POLLIN, .revents = 0};
  return ::poll(&p, 1, static_cast<int>(wait.count())) == 1 && p.revents == POLLIN;
}

// The next COMPLETED; events before it are dropped. Fails the test after `patience`.
inline sdk::event next_completed(sdk::instance& i) {
  while (is_readable(i.event_fd().value(), patience)) {
    auto events = i.next_events(1).value();
    if (!events.empty() && events[0].kind == HTTP_TASK_EVENT_COMPLETED) return std::move(events[0]);
  }
  ADD_FAILURE() << "no COMPLETED within a minute";
  return {};
}

} // namespace http_task::testing
