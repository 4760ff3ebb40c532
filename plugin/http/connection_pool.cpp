#include "http/connection_pool.hpp"

#include <utility>

namespace http_task::http {
namespace asio = boost::asio;

connection_pool::lease::lease(lease&& other) noexcept
    : pool_(std::move(other.pool_)), key_(std::move(other.key_)), idle_(std::move(other.idle_)) {}

connection_pool::lease& connection_pool::lease::operator=(lease&& other) noexcept {
  if (this == &other) return *this;
  end(nullptr);
  pool_ = std::move(other.pool_);
  key_ = std::move(other.key_);
  idle_ = std::move(other.idle_);
  return *this;
}

void connection_pool::lease::end(std::unique_ptr<connection> used) noexcept {
  idle_.reset();
  if (const std::shared_ptr<connection_pool> pool = std::move(pool_)) pool->release(*key_, std::move(used));
}

connection_pool::connection_pool(asio::io_context& io, const pool_policy::limits& limits)
    : policy_(limits), expiry_(io) {}

connection_pool::asked connection_pool::ask(const shared_key& key, const asio::any_io_executor& executor) {
  const std::lock_guard lock(mutex_);
  if (closed_) return {};
  asked a;
  a.ticket = ++last_id_;
  const pool_policy::outcome out = policy_.acquire(*key, a.ticket);
  for (const pool_policy::connection_id id : out.close)
    idle_.erase(id);
  if (!out.grants.empty()) {
    a.granted = lease(shared_from_this(), key, take(out.grants.front().connection, *key));
  } else {
    a.place = std::make_shared<handover<lease>>(executor);
    waiting_.emplace(a.ticket, waiter{key, a.place});
  }
  return a;
}

asio::awaitable<std::optional<connection_pool::lease>> connection_pool::wait(asked asked_for) {
  if (!asked_for.place) co_return std::nullopt;
  std::optional<lease> granted = co_await asked_for.place->take();
  if (!granted) {
    // A grant that is under way already is given back by the handover.
    const std::lock_guard lock(mutex_);
    policy_.abandon(asked_for.ticket);
    waiting_.erase(asked_for.ticket);
  }
  co_return granted;
}

// With the mutex held.
std::unique_ptr<connection> connection_pool::take(std::optional<pool_policy::connection_id> id,
                                                  const pool_key& key) {
  for (; id; id = policy_.another(key)) {
    auto node = idle_.extract(*id);
    if (node.mapped()->is_quiet()) return std::move(node.mapped());
  }
  return nullptr;
}

void connection_pool::release(const pool_key& key, std::unique_ptr<connection> used) noexcept {
  const std::lock_guard lock(mutex_);
  if (closed_) return;
  std::optional<pool_policy::connection_id> id;
  if (used) {
    id = ++last_id_;
    idle_.emplace(*id, std::move(used));
  }
  carry_out(policy_.release(key, id, steady_clock::now()));
  watch_expiry();
}

// With the mutex held.
void connection_pool::carry_out(const pool_policy::outcome& out) {
  for (const pool_policy::connection_id id : out.close)
    idle_.erase(id);
  for (const pool_policy::grant& g : out.grants) {
    auto node = waiting_.extract(g.to);
    waiter& w = node.mapped();
    auto idle = take(g.connection, *w.key);
    w.place->put(lease(shared_from_this(), std::move(w.key), std::move(idle)));
  }
}

// With the mutex held.
void connection_pool::watch_expiry() {
  const std::optional<time_point> next = policy_.next_expiry();
  if (watching_ || !next) return;
  watching_ = true;
  expiry_.expires_at(*next);
  expiry_.async_wait([weak = weak_from_this()](const boost::system::error_code& failed) {
    const auto self = weak.lock();
    if (!self || failed) return;
    const std::lock_guard lock(self->mutex_);
    self->watching_ = false;
    if (self->closed_) return;
    for (const pool_policy::connection_id id : self->policy_.expire(steady_clock::now()))
      self->idle_.erase(id);
    self->watch_expiry();
  });
}

void connection_pool::close() noexcept {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  idle_.clear();
  expiry_.cancel();
}

} // namespace http_task::http
