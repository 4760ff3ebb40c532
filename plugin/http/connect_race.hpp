// Which of several addresses is tried when (RFC 8305, "happy eyeballs").
//
// Sans-io: attempts are numbers, time is an argument. An attempt begins 250 ms after the one before it, or as
// soon as that has failed; the first that connects wins, and the others are the caller's to close. A dead
// address thus costs a quarter of a second and not the whole time limit.
#pragma once

#include "base/clock.hpp"

#include <boost/asio/ip/address.hpp>

#include <cstddef>
#include <optional>
#include <vector>

namespace http_task::http {

// RFC 8305, section 4: the families take turns, that of the first address (which is the order of RFC 6724)
// first; within a family the order stays.
[[nodiscard]] std::vector<boost::asio::ip::address>
take_turns(const std::vector<boost::asio::ip::address>& addresses);

class connect_race {
public:
  static constexpr milliseconds attempt_delay{250};

  explicit connect_race(std::size_t addresses) noexcept : count_(addresses) {}

  // The number of the attempt that is to begin now, if one is; asked until it says nullopt.
  [[nodiscard]] std::optional<std::size_t> begin_next(time_point now) noexcept;
  // When to ask again though nothing has happened; nullopt: there are no more addresses.
  [[nodiscard]] std::optional<time_point> next_begin() const noexcept;
  // An attempt that was begun came to nothing.
  void failed() noexcept;
  // All attempts have failed.
  [[nodiscard]] bool lost() const noexcept { return begun_ == count_ && running_ == 0; }

private:
  std::size_t count_;
  std::size_t begun_ = 0;
  std::size_t running_ = 0;
  time_point not_before_ = time_point::min();
};

} // namespace http_task::http
