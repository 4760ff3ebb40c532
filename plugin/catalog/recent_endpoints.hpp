// The endpoints that were described last: whoever reads a description prefills and checks it next.
//
// Of one snapshot, so that nothing in here is ever out of date. Thread-safe.
#pragma once

#include "description/endpoint.hpp"

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace http_task::catalog {

class recent_endpoints {
public:
  using described = std::shared_ptr<const description::endpoint>;

  // By the name that it was asked for with; nullptr if it is not there.
  [[nodiscard]] described find(std::string_view name);
  void keep(std::string_view name, described endpoint);

private:
  static constexpr std::size_t most = 8; // a large one takes a megabyte or two

  std::mutex mutex_;
  std::list<std::pair<std::string, described>> recent_; // the last one first
};

} // namespace http_task::catalog
