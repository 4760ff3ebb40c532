// The endpoint that a person or a program names.
#pragma once

#include "base/result.hpp"
#include "catalog/snapshot.hpp"

#include <cstddef>
#include <string_view>

namespace http_task::catalog {

struct place {
  const entry* api;
  std::size_t endpoint; // index into api::endpoints
};

// See catalog::find().
[[nodiscard]] result<place> find_endpoint(const snapshot& state, std::string_view name);

} // namespace http_task::catalog
