#include "serve/test_run.hpp"

#include <algorithm>

namespace http_task::host {

void test_run::set_task(std::uint64_t task) {
  const std::scoped_lock lock(mutex_);
  task_ = task;
}

std::uint64_t test_run::task() const {
  const std::scoped_lock lock(mutex_);
  return task_;
}

void test_run::set_progress(std::string json) {
  const std::scoped_lock lock(mutex_);
  now_.progress = std::move(json);
  ++now_.changes;
}

void test_run::set_outcome(std::shared_ptr<const test_outcome> outcome) {
  const std::scoped_lock lock(mutex_);
  now_.outcome = std::move(outcome);
  ++now_.changes;
}

void test_run::note_interest() {
  const std::scoped_lock lock(mutex_);
  last_interest_ = clock::now();
}

test_run::view test_run::look() const {
  const std::scoped_lock lock(mutex_);
  return now_;
}

void test_run::add_listener(boost::asio::steady_timer& timer) {
  listeners_.push_back(&timer);
}

void test_run::remove_listener(boost::asio::steady_timer& timer) {
  std::erase(listeners_, &timer);
  note_interest();
}

void test_run::wake_listeners() {
  for (boost::asio::steady_timer* timer : listeners_)
    timer->cancel();
}

bool test_run::is_abandoned(clock::time_point now, clock::duration patience) const {
  const std::scoped_lock lock(mutex_);
  return now_.outcome == nullptr && listeners_.empty() && now - last_interest_ > patience;
}

} // namespace http_task::host
