// The Schema Object of OpenAPI 3.0 to JSON Schema 2020-12.
//
// OpenAPI 3.0.3, section 4.7.24, is an extended subset of an old draft: `nullable`, boolean
// `exclusiveMinimum` and `exclusiveMaximum`, `example`; what stands beside `$ref` does not count. Keywords
// that it does not have and malformed ones are left out, the latter with a warning.
#pragma once

#include "description/definitions.hpp"
#include "description/trail.hpp"
#include "description/warning_list.hpp"
#include "json/value.hpp"

namespace http_task::description {

// `at` is where `schema` stands in the source.
[[nodiscard]] json::value translate_schema(const json::value& schema, const trail& at, direction d,
                                           const definitions::owner& owner, definitions& defs,
                                           warning_list& warnings);

} // namespace http_task::description
