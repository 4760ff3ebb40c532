// Wakes those whose time is up: one timer for all exchanges of a client.
//
// Thread-safe. A limit that moves to later is not told here: whoever is woken looks and comes again.
#pragma once

#include "base/clock.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <map>
#include <memory>
#include <mutex>

namespace http_task::http {

class deadline_watch : public std::enable_shared_from_this<deadline_watch> {
public:
  class sleeper {
  public:
    virtual ~sleeper() = default;
    // On an I/O thread and under the lock of the watch: must not call it back, and not throw.
    virtual void wake() noexcept = 0;

  private:
    friend class deadline_watch;
    std::multimap<time_point, sleeper*>::iterator place_;
    bool sleeps_ = false;
  };

  explicit deadline_watch(boost::asio::io_context& io) : timer_(io) {}

  // In place of what was said before. `s` must stay until it was woken or removed.
  void wake_at(sleeper& s, time_point when);
  // Afterwards it is not woken any more.
  void remove(sleeper& s) noexcept;

private:
  void forget(sleeper& s) noexcept;
  void set_timer();
  void wake_all_until(time_point now) noexcept;

  std::mutex mutex_; // guards what follows
  std::multimap<time_point, sleeper*> sleepers_;
  time_point set_to_ = time_point::max(); // max: the timer does not run
  boost::asio::steady_timer timer_;
};

} // namespace http_task::http
