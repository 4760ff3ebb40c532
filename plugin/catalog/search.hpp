// Ranks the endpoints of a snapshot for a query.
#pragma once

#include "catalog/query.hpp"
#include "catalog/snapshot.hpp"

namespace http_task::catalog {

// Without words, the endpoints that the filters leave, by id.
[[nodiscard]] search_results search(const snapshot& state, const query& q);

} // namespace http_task::catalog
