// A schema made from values that were seen, for sources that have requests and answers but no schemas.
#pragma once

#include "json/value.hpp"

namespace http_task::description {

// Allows `value` and what looks like it: types, members and items; all members of an object are required. Of
// a value within the depth of a parser.
[[nodiscard]] json::object infer_schema(const json::value& value);

// Allows what either allows; both as infer_schema() makes them. Required stays what both require.
[[nodiscard]] json::object merge_schemas(json::object a, const json::object& b);

} // namespace http_task::description
