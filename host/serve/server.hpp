// The editor's server: it listens, answers until SIGINT or SIGTERM, and ends in good order.
#pragma once

#include "serve/editor.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace http_task::host {

struct server_options {
  std::string address = "127.0.0.1"; // numeric, or "localhost"
  std::optional<std::uint16_t> port; // 0 is any free one; not given: 4242, any free one if that is taken
};

struct server_address {
  std::string url; // "http://127.0.0.1:4242/#token=..."
  std::string token;
  std::uint16_t port = 0;
  bool is_loopback = true;
};

// `listening` is told once requests are answered. The first signal cancels what runs, lets the streams of
// events end and returns; a second one ends the process. Fails with "serve.failed" when it cannot listen, or
// as opening the plugin or reading the workflow does.
[[nodiscard]] result<void>
serve_editor_until_interrupt(const server_options& options, editor_start start, const console& out,
                             const std::function<void(const server_address&)>& listening);

} // namespace http_task::host
