#include "task/step_cache.hpp"

#include <utility>

namespace http_task::task {

std::shared_ptr<const known_step> step_cache::find(std::string_view text) {
  if (text.size() > longest_text) return nullptr;
  const std::lock_guard lock(mutex_);
  const auto found = by_text_.find(text);
  if (found == by_text_.end()) return nullptr;
  lately_.splice(lately_.begin(), lately_, found->second);
  return found->second->step;
}

void step_cache::keep(std::string_view text, std::shared_ptr<const known_step> step) {
  if (text.size() > longest_text) return;
  const std::lock_guard lock(mutex_);
  if (const auto found = by_text_.find(text); found != by_text_.end()) {
    found->second->step = std::move(step);
    return;
  }
  lately_.push_front({std::string(text), std::move(step)});
  by_text_.emplace(lately_.front().text, lately_.begin());
  if (lately_.size() <= most_steps) return;
  by_text_.erase(lately_.back().text);
  lately_.pop_back();
}

} // namespace http_task::task
