// Parts of a structured response about the way there: connection, certificates, timings, sizes.
#pragma once

#include "document/json.hpp"
#include "text/terminal.hpp"

#include <string>

namespace http_task::host {

// "" when no connection was made.
[[nodiscard]] std::string render_connection(const json::object& connection, const palette& paint);

// A line with a bar for each phase that applied, in the order of time; "" when nothing took any.
[[nodiscard]] std::string render_timings(const json::object& timings, const palette& paint);

[[nodiscard]] std::string render_sizes(const json::object& sizes);

[[nodiscard]] std::string milliseconds_text(double milliseconds); // "12.3 ms"

} // namespace http_task::host
