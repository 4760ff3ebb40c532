#include "http/pool_policy.hpp"

#include <algorithm>

namespace http_task::http {

std::optional<pool_policy::connection_id> pool_policy::take_idle(origin& o) {
  if (o.idle.empty()) return std::nullopt;
  const connection_id id = o.idle.back().id;
  o.idle.pop_back();
  --idle_;
  return id;
}

std::optional<pool_policy::connection_id> pool_policy::take_oldest_idle() {
  auto oldest = origins_.end();
  for (auto i = origins_.begin(); i != origins_.end(); ++i)
    if (!i->second.idle.empty() &&
        (oldest == origins_.end() || i->second.idle.front().until < oldest->second.idle.front().until))
      oldest = i;
  if (oldest == origins_.end()) return std::nullopt;
  const connection_id id = oldest->second.idle.front().id;
  oldest->second.idle.erase(oldest->second.idle.begin());
  --idle_;
  forget_if_empty(pool_key(oldest->first));
  return id;
}

void pool_policy::forget_if_empty(const pool_key& key) {
  const auto found = origins_.find(key);
  if (found != origins_.end() && found->second.leased == 0 && found->second.idle.empty())
    origins_.erase(found);
}

// Room for a slot: below both limits, where an idle connection of another origin makes way for a new one.
bool pool_policy::try_grant(const pool_key& key, ticket t, outcome& out) {
  if (leased_ >= limits_.total) return false;
  origin& o = origins_[key];
  if (o.leased >= limits_.per_origin) return false;
  ++o.leased;
  ++leased_;
  const std::optional<connection_id> reused = take_idle(o);
  if (!reused && leased_ + idle_ > limits_.total)
    if (const auto victim = take_oldest_idle()) out.close.push_back(*victim);
  out.grants.push_back({t, reused});
  return true;
}

pool_policy::outcome pool_policy::acquire(const pool_key& key, ticket t) {
  outcome out;
  if (!try_grant(key, t, out)) waiting_.push_back({t, key});
  return out;
}

void pool_policy::abandon(ticket t) {
  std::erase_if(waiting_, [&](const waiter& w) { return w.t == t; });
}

std::optional<pool_policy::connection_id> pool_policy::another(const pool_key& key) {
  const auto found = origins_.find(key);
  return found == origins_.end() ? std::nullopt : take_idle(found->second);
}

pool_policy::outcome pool_policy::release(const pool_key& key, std::optional<connection_id> reusable,
                                          time_point now) {
  outcome out;
  origin& o = origins_[key];
  --o.leased;
  --leased_;
  if (reusable) {
    o.idle.push_back({*reusable, now + limits_.idle_lifetime});
    ++idle_;
  }
  for (auto w = waiting_.begin(); w != waiting_.end() && leased_ < limits_.total;)
    w = try_grant(w->key, w->t, out) ? waiting_.erase(w) : w + 1;
  if (!reusable || !out.grants.empty()) forget_if_empty(key);
  return out;
}

std::vector<pool_policy::connection_id> pool_policy::expire(time_point now) {
  std::vector<connection_id> over;
  for (auto i = origins_.begin(); i != origins_.end();) {
    auto& idle = i->second.idle;
    const auto alive = std::ranges::find_if(idle, [&](const idle_connection& c) { return c.until > now; });
    std::for_each(idle.begin(), alive, [&](const idle_connection& c) { over.push_back(c.id); });
    idle_ -= static_cast<std::size_t>(alive - idle.begin());
    idle.erase(idle.begin(), alive);
    i = i->second.leased == 0 && idle.empty() ? origins_.erase(i) : std::next(i);
  }
  return over;
}

std::optional<time_point> pool_policy::next_expiry() const noexcept {
  std::optional<time_point> next;
  for (const auto& [key, o] : origins_)
    if (!o.idle.empty() && (!next || o.idle.front().until < *next)) next = o.idle.front().until;
  return next;
}

} // namespace http_task::http
