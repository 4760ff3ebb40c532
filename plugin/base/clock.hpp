// Monotonic time for deadlines and durations; wall-clock time only for stamps that a person reads.
#pragma once

#include <chrono>

namespace http_task {

using steady_clock = std::chrono::steady_clock;
using time_point = steady_clock::time_point;
using milliseconds = std::chrono::milliseconds;

// A duration as HAR 1.2 writes it: milliseconds with a fraction.
[[nodiscard]] inline double to_milliseconds(steady_clock::duration d) noexcept {
  return std::chrono::duration<double, std::milli>(d).count();
}

} // namespace http_task
