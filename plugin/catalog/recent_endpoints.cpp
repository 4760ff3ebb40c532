#include "catalog/recent_endpoints.hpp"

#include <algorithm>

namespace http_task::catalog {

recent_endpoints::described recent_endpoints::find(std::string_view name) {
  const std::lock_guard lock(mutex_);
  const auto found = std::ranges::find_if(recent_, [&](const auto& entry) { return entry.first == name; });
  if (found == recent_.end()) return nullptr;
  recent_.splice(recent_.begin(), recent_, found);
  return found->second;
}

void recent_endpoints::keep(std::string_view name, described endpoint) {
  described dropped; // ends outside of the lock
  const std::lock_guard lock(mutex_);
  recent_.emplace_front(name, std::move(endpoint));
  if (recent_.size() <= most) return;
  dropped = std::move(recent_.back().second);
  recent_.pop_back();
}

} // namespace http_task::catalog
