// The connections of a client: idle ones to be used again, and slots for new ones.
//
// Thread-safe; the thin shell around pool_policy, which decides. Held by a shared_ptr: each lease keeps it.
#pragma once

#include "http/connection.hpp"
#include "http/handover.hpp"
#include "http/pool_policy.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <map>
#include <memory>
#include <mutex>
#include <optional>

namespace http_task::http {

class connection_pool : public std::enable_shared_from_this<connection_pool> {
public:
  using shared_key = std::shared_ptr<const pool_key>;

  // A slot, given back when it is destroyed. Empty after it was moved from.
  class lease {
  public:
    lease() = default;
    lease(lease&& other) noexcept;
    lease& operator=(lease&& other) noexcept;
    ~lease() { end(nullptr); }

    // The idle connection that came with the slot, if any.
    [[nodiscard]] std::unique_ptr<connection> take_idle() noexcept { return std::move(idle_); }
    // Ends the lease and keeps `used` for another exchange; nullptr keeps nothing.
    void end(std::unique_ptr<connection> used) noexcept;

  private:
    friend class connection_pool;
    lease(std::shared_ptr<connection_pool> pool, shared_key key, std::unique_ptr<connection> idle) noexcept
        : pool_(std::move(pool)), key_(std::move(key)), idle_(std::move(idle)) {}

    std::shared_ptr<connection_pool> pool_;
    shared_key key_;
    std::unique_ptr<connection> idle_;
  };

  connection_pool(boost::asio::io_context& io, const pool_policy::limits& limits);

  // Either a slot at once, or a place among those who wait for one, in the order of asking; neither when the
  // pool is closed.
  struct asked {
    std::optional<lease> granted;
    std::shared_ptr<handover<lease>> place;
    pool_policy::ticket ticket = 0;
  };
  // `executor` of the coroutine that then waits; it must not run two handlers at once.
  [[nodiscard]] asked ask(const shared_key& key, const boost::asio::any_io_executor& executor);
  // nullopt when the wait was cancelled or the pool is closed.
  boost::asio::awaitable<std::optional<lease>> wait(asked asked_for);

  // Closes idle connections, keeps none from now on, and lets nobody wait with success any more: after it the
  // pool posts nothing to an executor.
  void close() noexcept;

private:
  void release(const pool_key& key, std::unique_ptr<connection> used) noexcept;
  void carry_out(const pool_policy::outcome& out);
  [[nodiscard]] std::unique_ptr<connection> take(std::optional<pool_policy::connection_id> id,
                                                 const pool_key& key);
  void watch_expiry();

  std::mutex mutex_; // guards what follows
  pool_policy policy_;
  std::map<pool_policy::connection_id, std::unique_ptr<connection>> idle_;
  struct waiter {
    shared_key key;
    std::shared_ptr<handover<lease>> place;
  };
  std::map<pool_policy::ticket, waiter> waiting_;
  std::uint64_t last_id_ = 0;
  bool closed_ = false;
  bool watching_ = false;
  boost::asio::steady_timer expiry_; // one wait at a time, see watching_
};

} // namespace http_task::http
