// How an operation is called again: for the next page, and without doing twice what was done. OpenAPI has no
// field for either; parameters, header fields of answers and the prose tell, where they do so plainly.
#pragma once

#include "description/definitions.hpp"
#include "description/parameter_list.hpp"
#include "json/value.hpp"

#include <string_view>
#include <vector>

namespace http_task::description {

// {"by": "cursor", "parameter", "in", "next", "from"}: `parameter` takes what stands at the JSON Pointer
// `next` of the answer's body ("" if the answer's schema does not show it); or {"by": "link", "from"}: the
// header field Link of the answer leads to the next page (RFC 8288). Empty if nothing says so.
[[nodiscard]] json::object find_pagination(const json::object& operation,
                                           const std::vector<parameter>& parameters, std::string_view prose,
                                           definitions& defs);

// {"parameter", "in", "from"}: a key chosen by the caller, with which a repeated request is done once. Empty
// if there is none.
[[nodiscard]] json::object find_idempotency(const std::vector<parameter>& parameters, std::string_view prose);

} // namespace http_task::description
