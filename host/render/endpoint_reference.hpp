// An endpoint description (schemas/endpoint-description.schema.json) as documentation for a person.
#pragma once

#include "document/json.hpp"
#include "text/terminal.hpp"

#include <cstddef>
#include <string>

namespace http_task::host {

[[nodiscard]] std::string render_endpoint_reference(const json::object& description, const palette& paint,
                                                    std::size_t width);

} // namespace http_task::host
