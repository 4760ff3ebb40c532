// Bodies of multipart/form-data: files as parts, and how the source wants parts to be written.
#pragma once

#include "description/trail.hpp"
#include "description/warning_list.hpp"
#include "json/value.hpp"

namespace http_task::description {

// Lets each member that is a file ("format": "binary", or a contentMediaType, or a list of such) also be a
// part that describes itself: {"file": "report.pdf"} (docs/settings.md, "Body").
void allow_file_parts(json::value& schema);

// "encoding" of a Media Type Object (3.1.1, section 4.8.15): {NAME: {"contentType", "style", "explode"}}.
[[nodiscard]] json::object read_encoding(const json::object& media, const trail& at, warning_list& warnings);

} // namespace http_task::description
