// JSON numbers compared as what they mean: 1 and 1.0 are equal, and no integer is rounded to a double first.
#pragma once

#include "json/value.hpp"

#include <compare>

namespace http_task::json {

// Both are numbers. Exact across integers and doubles.
[[nodiscard]] std::partial_ordering compare_numbers(const value& a, const value& b) noexcept;

} // namespace http_task::json
