// Which time limit of an exchange runs out next.
//
// Sans-io: fed with the time, asked for the next expiry. One limit of the present phase and the total one run
// side by side; a limit that is moved to later (each read does) needs no new timer: whoever wakes too early
// asks again.
#pragma once

#include "base/clock.hpp"
#include "base/problem.hpp"

namespace http_task::http {

struct time_limits {
  milliseconds connect;
  milliseconds read;
  milliseconds total;
};

class deadlines {
public:
  // excess: a body that announces more than it may have is given a moment, to keep what comes of it.
  enum class limit { none, connect, send, first_byte, idle, excess, total };

  deadlines(const time_limits& limits, time_point start) noexcept;

  // The limit of the phase that begins, in place of that of the phase before; none for a phase that only the
  // total one bounds. For idle and send: each byte of progress begins it anew.
  void begin(limit which, time_point now) noexcept;

  [[nodiscard]] time_point next() const noexcept;
  // The limit that has run out, or none.
  [[nodiscard]] limit expired(time_point now) const noexcept;

  // "timeout.connect" and so on, in words.
  [[nodiscard]] problem to_problem(limit which) const;

private:
  [[nodiscard]] milliseconds length(limit which) const noexcept;

  time_limits limits_;
  time_point total_;
  limit phase_limit_ = limit::none;
  time_point phase_expiry_ = time_point::max();
};

} // namespace http_task::http
