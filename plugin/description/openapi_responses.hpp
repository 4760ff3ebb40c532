// The responses of an operation: what comes back, by status.
#pragma once

#include "description/definitions.hpp"
#include "description/trail.hpp"
#include "description/warning_list.hpp"
#include "json/value.hpp"

#include <string>
#include <vector>

namespace http_task::description {

struct responses {
  json::object by_status; // "200", "4XX", "default": responses of the keyword "endpoint"
  std::string accept;     // what to ask for where the successful answer is not JSON; "" otherwise
};

// `produces`: media types of an operation of 2.0, which its responses do not name.
[[nodiscard]] responses read_responses(const json::object& operation, const trail& at,
                                       const std::vector<std::string>& produces, definitions& defs,
                                       warning_list& warnings);

} // namespace http_task::description
