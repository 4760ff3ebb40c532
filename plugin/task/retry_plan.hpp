// Whether a failed attempt is followed by another one, and when: `retry` of the settings.
//
// A state machine without clock and network: told what came of an attempt, it decides. Exponential backoff
// with full jitter; what a server asks for in Retry-After is kept to, within a bound. Not thread-safe.
#pragma once

#include "base/clock.hpp"
#include "message/exchange.hpp"
#include "settings/request_settings.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <random>
#include <string>

namespace http_task::task {

class retry_plan {
public:
  // Where the moment of Retry-After is read off: a date of it is absolute.
  using wall_time = std::chrono::system_clock::time_point;

  struct decision {
    bool again = false;
    milliseconds wait{0};
    std::string why; // one sentence, for the verdict; "" when there was nothing to decide
  };

  retry_plan(const settings::retry& rules, std::uint64_t seed) : rules_(rules), random_(seed) {}

  // What came of an attempt: `accepted` says whether its answer is one that the settings accept. `left` is
  // what is left of the time limit of the task.
  [[nodiscard]] decision decide(std::string_view method, const message::exchange& x, bool accepted,
                                milliseconds left, wall_time now);

private:
  [[nodiscard]] std::string hindrance(std::string_view method, const message::exchange& x) const;
  [[nodiscard]] milliseconds backoff();
  [[nodiscard]] std::string attempts_so_far() const;

  settings::retry rules_;
  std::mt19937_64 random_;
  unsigned made_ = 0; // attempts
};

// RFC 9110, section 10.2.3: seconds, or a date of section 5.6.7 (all three forms); nullopt when it is
// neither.
[[nodiscard]] std::optional<milliseconds> parse_retry_after(std::string_view value,
                                                            retry_plan::wall_time now);

} // namespace http_task::task
