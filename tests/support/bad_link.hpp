// A wire between this machine and itself that delays, loses, doubles and reorders packets.
//
// A TUN device, in the network of enter_closed_network(): what is sent to `far_address` leaves by the device,
// a thread keeps it as long as the weather says, and hands it back with its two addresses exchanged, which
// changes no checksum. So a server of this process that listens everywhere is reached at `far_address`
// through the link, in both directions, and retransmissions are the kernel's own. (What `tc netem` does, for
// kernels without it.)
#pragma once

#include <atomic>
#include <chrono>
#include <mutex>
#include <string>
#include <thread>

namespace http_task::testing {

// Of each packet in each direction; shares from 0 to 1.
struct weather {
  std::chrono::milliseconds delay{0};
  std::chrono::milliseconds jitter{0}; // added to the delay: nothing to all of it. It reorders, too
  double loss = 0;
  double duplicate = 0;
};

class bad_link {
public:
  static constexpr const char* far_address = "10.77.0.2";

  bad_link();
  ~bad_link();
  bad_link(const bad_link&) = delete;
  bad_link& operator=(const bad_link&) = delete;

  // "" or why there is none: it needs /dev/net/tun and `ip`.
  [[nodiscard]] const std::string& why_not() const noexcept { return why_not_; }
  // From the next packet on.
  void set(const weather& to);
  [[nodiscard]] std::size_t lost() const noexcept { return lost_; }

private:
  void carry();

  std::string why_not_;
  int device_ = -1;
  std::mutex mutex_; // guards weather_
  weather weather_;
  std::atomic<std::size_t> lost_{0};
  std::atomic<bool> stopping_{false};
  std::thread carrier_;
};

} // namespace http_task::testing
