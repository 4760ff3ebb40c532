// What the host of an instance decides (schemas/instance-options.schema.json), read and checked.
#pragma once

#include "base/result.hpp"
#include "files/directory.hpp"
#include "http/client.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace http_task::task {

struct instance_options {
  http::client_options client;
  std::size_t threads = 1;
  std::size_t max_tasks = 10'000;
  std::uint64_t max_response_bytes = std::uint64_t{1} << 30;
  milliseconds max_total_timeout{3'600'000};
  bool built_in_catalog = true;
  std::optional<files::directory> files; // in which steps read and write
};

// Empty text stands for {}. Fails with "options.invalid" or "input.not_json", source "options", with the
// pointer.
[[nodiscard]] result<instance_options> read_instance_options(std::string_view json);

} // namespace http_task::task
