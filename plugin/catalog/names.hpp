// The endpoint that a person or a program names.
#pragma once

#include "base/result.hpp"
#include "catalog/snapshot.hpp"
#include "description/endpoint.hpp"

#include <string_view>

namespace http_task::catalog {

// See catalog::find().
[[nodiscard]] result<description::endpoint> find_endpoint(const snapshot& state, std::string_view name);

} // namespace http_task::catalog
