// One state of the catalogue, immutable once made.
#pragma once

#include "catalog/index.hpp"
#include "description/api.hpp"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>

namespace http_task::catalog {

struct entry {
  explicit entry(description::api a, bool from_library)
      : api(std::move(a)), words(api), built_in(from_library) {}

  description::api api;
  index words;
  bool built_in;
};

struct snapshot {
  // What readers see, by id of the API; a loaded one hides the built-in one of the same id.
  std::map<std::string, std::shared_ptr<const entry>, std::less<>> apis;
};

} // namespace http_task::catalog
