// The report of http-task doctor (cli/examination.hpp) for a person.
#pragma once

#include "document/json.hpp"
#include "text/terminal.hpp"

#include <string>

namespace http_task::host {

[[nodiscard]] std::string render_installation(const json::object& report, const palette& paint);

} // namespace http_task::host
