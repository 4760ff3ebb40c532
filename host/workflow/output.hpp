// The output of a workflow: outputParameters with their ${...} filled in from what the tasks gave.
#pragma once

#include "document/json.hpp"

namespace http_task::host {

// A string that is one ${a.b[0].c} becomes the value at that path of `context`, null when there is none;
// anything else, also text with expressions in it and paths of another form, is left as it is.
[[nodiscard]] json::value resolve_output(const json::value& parameters, const json::value& context);

} // namespace http_task::host
