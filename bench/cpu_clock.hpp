// The time that this process spent on a processor: what others on the machine do hardly counts.
#pragma once

#include <ctime>

namespace http_task::bench {

[[nodiscard]] inline double cpu_nanoseconds() noexcept {
  std::timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

} // namespace http_task::bench
