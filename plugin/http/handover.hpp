// One value handed from any thread to the one coroutine that waits for it.
//
// Always held by a shared_ptr that the giver keeps too. The value stays with the executor of the taker; one
// that is given and never taken is destroyed with the handover, so a value that holds something gives it back
// by itself.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <memory>
#include <optional>
#include <utility>

namespace http_task::http {

template<class T>
class handover : public std::enable_shared_from_this<handover<T>> {
public:
  // `executor` must not run two handlers at once.
  explicit handover(const boost::asio::any_io_executor& executor)
      : wake_(executor, boost::asio::steady_timer::time_point::max()) {}

  // Any thread, once.
  void put(T value) {
    boost::asio::post(wake_.get_executor(),
                      [self = this->shared_from_this(), v = std::move(value)]() mutable {
                        self->value_ = std::move(v);
                        self->wake_.cancel();
                      });
  }

  // On the executor. nullopt when the wait was cancelled.
  boost::asio::awaitable<std::optional<T>> take() {
    if (!value_) co_await wake_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    co_return std::exchange(value_, std::nullopt);
  }

private:
  boost::asio::steady_timer wake_; // never expires; cancelling it wakes the taker
  std::optional<T> value_;
};

} // namespace http_task::http
