// A structured response (schemas/structured-response.schema.json) for a person: what was sent, what came
// back, over which connection, how long it took, what was checked and what it means. Never less than curl -v.
#pragma once

#include "document/json.hpp"
#include "text/terminal.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace http_task::host {

// `document` is the JSON as it came, so that numbers show as they were sent; it must be valid.
[[nodiscard]] std::string render_structured_response(std::string_view document, const palette& paint,
                                                     std::size_t width);

// What a dry run is for: the exact bytes of the request and the same as a curl command line.
[[nodiscard]] std::string render_dry_run(std::string_view document, const palette& paint);

// One line: "201 Created in 12.3 ms", or what went wrong.
[[nodiscard]] std::string summary_line(const json::object& document);

} // namespace http_task::host
