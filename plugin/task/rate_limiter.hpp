// When may the next request of a key go: at most N in any window of time, in this process.
//
// A state machine without a clock: callers say what time it is. Exact (a sliding window over the last N
// starts), and bounded: it forgets keys that have been idle for their window. Not thread-safe.
#pragma once

#include "base/clock.hpp"

#include <cstddef>
#include <deque>
#include <string>
#include <unordered_map>

namespace http_task::task {

struct rate_limit {
  std::size_t requests = 1;
  steady_clock::duration window{};
};

class rate_limiter {
public:
  // Reserves a start for `key` and returns when it is: `now`, or later. A reservation is not taken back.
  time_point reserve(const std::string& key, const rate_limit& limit, time_point now);

  [[nodiscard]] std::size_t size() const noexcept { return keys_.size(); }

private:
  struct starts {
    std::deque<time_point> times; // ascending; at most as many as the limit
    steady_clock::duration window{};
  };

  void forget_idle(time_point now);

  std::unordered_map<std::string, starts> keys_;
  std::size_t sweep_at_ = 256;
};

} // namespace http_task::task
