// A runtime and a client for tests, and requests that are waited for.
#pragma once

#include "http/client.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <memory>
#include <string>

namespace http_task::testing {

// Nothing here takes that long; a test that hangs is to fail, not to block.
constexpr std::chrono::seconds patience{30};

class client_fixture : public ::testing::Test {
protected:
  [[nodiscard]] static http::client_options local_options() {
    http::client_options options;
    options.egress.allow = {"127.0.0.1"};
    return options;
  }

  void make_client(http::client_options options) {
    auto created = http::client::create(io, std::move(options));
    ASSERT_TRUE(created) << created.error().detail;
    client = std::move(*created);
  }

  [[nodiscard]] static message::request get(std::uint16_t port, std::string target = "/") {
    message::request r;
    r.method = "GET";
    r.origin = {"http", "127.0.0.1", port};
    r.target = std::move(target);
    return r;
  }

  [[nodiscard]] static message::request post(std::uint16_t port, std::string body) {
    message::request r = get(port);
    r.method = "POST";
    r.body = std::move(body);
    return r;
  }

  [[nodiscard]] std::future<message::exchange> start(message::request request,
                                                     const http::exchange_options& options = {}) {
    auto done = std::make_shared<std::promise<message::exchange>>();
    std::future<message::exchange> outcome = done->get_future();
    last_id = client->start(std::make_shared<const message::request>(std::move(request)), options,
                            {.on_progress = on_progress,
                             .on_done = [done](message::exchange e) { done->set_value(std::move(e)); }});
    return outcome;
  }

  [[nodiscard]] static message::exchange wait(std::future<message::exchange> outcome) {
    if (outcome.wait_for(patience) == std::future_status::ready) return outcome.get();
    ADD_FAILURE() << "the exchange hangs";
    return {};
  }

  [[nodiscard]] message::exchange fetch(message::request request,
                                        const http::exchange_options& options = {}) {
    return wait(start(std::move(request), options));
  }

  http::runtime io{2};
  std::unique_ptr<http::client> client;
  http::client::id last_id = 0;
  std::function<void(const char*, std::uint64_t)> on_progress;
};

[[nodiscard]] inline std::string error_type(const message::exchange& e) {
  return e.error ? e.error->type : "none";
}

} // namespace http_task::testing
