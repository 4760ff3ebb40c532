// Of several alternatives that all failed: which one was meant.
#pragma once

#include "schema/explainer.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace http_task::schema {

// The reasons of one branch of anyOf or oneOf.
using branch = std::vector<reason>;

// If all branches want just another type or other values at this depth, these together, as one reason without
// a place in the schema: "Expected a string or null".
[[nodiscard]] std::optional<reason> merged(const std::vector<branch>& branches, std::size_t depth,
                                           const json::value& v);

// The branch that came nearest: right in type, then in its discriminator, then with the fewest reasons.
[[nodiscard]] std::size_t nearest_branch(const std::vector<branch>& branches, std::size_t depth);

} // namespace http_task::schema
