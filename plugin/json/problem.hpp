// A problem as a JSON object: RFC 9457 with this product's members (schemas/problem.schema.json).
#pragma once

#include "base/problem.hpp"
#include "json/value.hpp"

namespace http_task::json {

// Members without content are left out.
[[nodiscard]] object to_json(const problem& p);
[[nodiscard]] object to_json(const finding& f);

} // namespace http_task::json
