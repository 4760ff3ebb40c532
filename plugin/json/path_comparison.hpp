// The comparisons of JSONPath filters (RFC 9535, section 2.3.5.2.2).
#pragma once

#include "json/path_evaluation.hpp"
#include "json/path_syntax.hpp"

namespace http_task::json::path {

// nullptr is Nothing. Numbers by what they mean, strings by their scalar values, objects without regard to
// order. What cannot be ordered is neither less nor greater. What it takes is charged; false when it was too
// much.
[[nodiscard]] bool compare(const value* left, comparison_operator by, const value* right, work_meter& meter);

} // namespace http_task::json::path
