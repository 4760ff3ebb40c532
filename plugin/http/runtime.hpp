// The I/O threads of one instance: where exchanges run, where timers fire, where tasks are completed.
//
// The only part of the plugin, beside the client, that knows Asio; other modules see these functions.
// All signals are blocked in its threads, so that a host's handlers never run on one of them.
#pragma once

#include "base/clock.hpp"

#include <cstddef>
#include <functional>
#include <memory>

namespace boost::asio {
class io_context;
}

namespace http_task::http {

class runtime {
public:
  explicit runtime(std::size_t threads);
  ~runtime(); // stop() and join; must not run on one of its own threads
  runtime(const runtime&) = delete;
  runtime& operator=(const runtime&) = delete;

  // Runs `work` on an I/O thread, never within the call. Thread-safe. Work that is posted after stop() does
  // not run. `work` must not throw.
  void post(std::function<void()> work);

  // A pending call; destroying or cancelling it means that `work` will not start any more. Thread-safe; must
  // not outlive the runtime.
  class timer;
  [[nodiscard]] std::shared_ptr<timer> call_after(milliseconds delay, std::function<void()> work);
  static void cancel(timer& t) noexcept;

  // Stops taking work; running work ends. Does not block.
  void stop() noexcept;
  // stop(), and waits until the threads have ended; must not run on one of them.
  void join();
  // True on one of the runtime's own threads.
  [[nodiscard]] bool running_in_this_thread() const noexcept;

  [[nodiscard]] boost::asio::io_context& context() noexcept;
  [[nodiscard]] std::size_t threads() const noexcept;

private:
  struct impl;
  std::unique_ptr<impl> impl_;
};

} // namespace http_task::http
