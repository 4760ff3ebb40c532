#include "http/deadline_watch.hpp"

namespace http_task::http {

void deadline_watch::wake_at(sleeper& s, time_point when) {
  const std::lock_guard lock(mutex_);
  forget(s);
  s.place_ = sleepers_.emplace(when, &s);
  s.sleeps_ = true;
  if (when < set_to_) set_timer();
}

void deadline_watch::remove(sleeper& s) noexcept {
  const std::lock_guard lock(mutex_);
  forget(s);
}

// With the mutex held.
void deadline_watch::forget(sleeper& s) noexcept {
  if (!s.sleeps_) return;
  sleepers_.erase(s.place_);
  s.sleeps_ = false;
}

// With the mutex held. For the earliest; a timer that runs already is set anew.
void deadline_watch::set_timer() {
  set_to_ = sleepers_.empty() ? time_point::max() : sleepers_.begin()->first;
  if (set_to_ == time_point::max()) return;
  timer_.expires_at(set_to_);
  timer_.async_wait([weak = weak_from_this()](const boost::system::error_code& failed) {
    const auto self = weak.lock();
    if (!self || failed) return;
    const std::lock_guard lock(self->mutex_);
    self->wake_all_until(steady_clock::now());
    self->set_timer();
  });
}

// With the mutex held.
void deadline_watch::wake_all_until(time_point now) noexcept {
  while (!sleepers_.empty() && sleepers_.begin()->first <= now) {
    sleeper& s = *sleepers_.begin()->second;
    forget(s);
    s.wake();
  }
}

} // namespace http_task::http
