#include "task/rate_limiter.hpp"

#include <algorithm>

namespace http_task::task {

time_point rate_limiter::reserve(const std::string& key, const rate_limit& limit, time_point now) {
  if (keys_.size() >= sweep_at_) forget_idle(now);
  starts& s = keys_[key];
  s.window = limit.window;
  while (!s.times.empty() && s.times.front() + limit.window <= now)
    s.times.pop_front();

  time_point start = now;
  if (s.times.size() >= limit.requests)
    start = std::max(now, s.times[s.times.size() - limit.requests] + limit.window);
  // A step with a smaller limit may have reserved further ahead; starts stay in order.
  if (!s.times.empty()) start = std::max(start, s.times.back());
  s.times.push_back(start);
  return start;
}

void rate_limiter::forget_idle(time_point now) {
  std::erase_if(keys_, [&](const auto& entry) {
    const starts& s = entry.second;
    return s.times.empty() || s.times.back() + s.window <= now;
  });
  sweep_at_ = std::max<std::size_t>(256, 2 * keys_.size());
}

} // namespace http_task::task
