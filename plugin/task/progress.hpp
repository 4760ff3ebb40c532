// PROGRESS events of a test: every new phase, and while a body arrives at most ten a second.
#pragma once

#include "base/clock.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace http_task::task {

class progress_filter {
public:
  [[nodiscard]] bool worth_telling(std::string_view phase, std::uint64_t bytes, time_point now);

private:
  std::string phase_;
  std::uint64_t bytes_ = 0;
  time_point told_{};
};

// {"phase", "receivedBytes"}
[[nodiscard]] std::string progress_json(std::string_view phase, std::uint64_t bytes);

} // namespace http_task::task
