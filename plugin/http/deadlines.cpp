#include "http/deadlines.hpp"

#include <algorithm>
#include <string>

namespace http_task::http {
namespace {

// A length that does not fit is no limit.
time_point later(time_point from, milliseconds length) noexcept {
  const auto room = std::chrono::duration_cast<milliseconds>(time_point::max() - from);
  return length >= room ? time_point::max() : from + length;
}

constexpr milliseconds moment{500};

std::string in_words(milliseconds length) {
  return std::to_string(length.count()) + " ms";
}

} // namespace

deadlines::deadlines(const time_limits& limits, time_point start) noexcept
    : limits_(limits), total_(later(start, limits.total)) {}

milliseconds deadlines::length(limit which) const noexcept {
  switch (which) {
  case limit::connect: return limits_.connect;
  case limit::total: return limits_.total;
  case limit::excess: return moment;
  default: return limits_.read;
  }
}

void deadlines::begin(limit which, time_point now) noexcept {
  phase_limit_ = which;
  phase_expiry_ = which == limit::none ? time_point::max() : later(now, length(which));
}

time_point deadlines::next() const noexcept {
  return std::min(total_, phase_expiry_);
}

deadlines::limit deadlines::expired(time_point now) const noexcept {
  if (now >= phase_expiry_) return phase_limit_;
  return now >= total_ ? limit::total : limit::none;
}

problem deadlines::to_problem(limit which) const {
  const std::string allowed = in_words(length(which));
  switch (which) {
  case limit::connect: {
    problem p = make_problem("timeout.connect", "No connection within " + allowed + ".");
    p.advice =
        "Check host and port and whether a firewall drops the packets, or raise the connection timeout.";
    return p;
  }
  case limit::send: {
    problem p = make_problem("timeout.send", "The server took no byte of the request for " + allowed + ".");
    p.advice = "The server does not read what it is sent; raise the read timeout if it is only slow.";
    return p;
  }
  case limit::first_byte: {
    problem p = make_problem("timeout.first_byte",
                             "The request was sent, and no byte of an answer came for " + allowed + ".");
    p.advice = "The server may still be working on it; raise the read timeout if it needs longer.";
    return p;
  }
  case limit::excess:
  case limit::idle: {
    problem p =
        make_problem("timeout.idle", "The answer began, and then no byte of it came for " + allowed + ".");
    p.advice = "Raise the read timeout if the server pauses longer than that.";
    return p;
  }
  default: {
    problem p = make_problem("timeout.total", "The request was not finished within " + allowed + ".");
    p.advice = "Raise the total timeout, or ask for less.";
    return p;
  }
  }
}

} // namespace http_task::http
