// The responses of an operation: what comes back, by status.
#pragma once

#include "description/definitions.hpp"
#include "description/trail.hpp"
#include "description/warning_list.hpp"
#include "json/value.hpp"

#include <string>

namespace http_task::description {

struct responses {
  json::object by_status; // "200", "4XX", "default": {"description", "contentType", "schema", "examples"}
  std::string accept;     // what to ask for where the successful answer is not JSON; "" otherwise
};

[[nodiscard]] responses read_responses(const json::object& operation, const trail& at, definitions& defs,
                                       warning_list& warnings);

} // namespace http_task::description
