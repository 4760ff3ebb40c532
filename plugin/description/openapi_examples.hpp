// The examples of a parameter, a body or a response.
#pragma once

#include "description/definitions.hpp"
#include "description/trail.hpp"
#include "description/warning_list.hpp"
#include "json/value.hpp"

namespace http_task::description {

// The values of "example" and "examples" of `holder`, which stands at `at`; references are followed. Those
// that cannot be read are left out with a warning.
[[nodiscard]] json::array list_examples(const json::object& holder, const trail& at, definitions& defs,
                                        warning_list& warnings);

// {NAME: {"summary", "value"}} of "examples".
[[nodiscard]] json::object named_examples(const json::object& holder, const trail& at, definitions& defs,
                                          warning_list& warnings);

} // namespace http_task::description
