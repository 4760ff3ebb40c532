// Where in what a result shows the words of a query were found.
#pragma once

#include "catalog/query.hpp"
#include "description/endpoint.hpp"

#include <set>
#include <string>
#include <vector>

namespace http_task::catalog {

using term_set = std::set<std::string, std::less<>>;

// In the order of the fields, then of the offsets; ranges of one field do not overlap.
[[nodiscard]] std::vector<match> find_matches(const description::outline& endpoint, const term_set& terms);

} // namespace http_task::catalog
