// The Request Body Object of an operation as the `body` of the request settings.
#pragma once

#include "description/definitions.hpp"
#include "description/trail.hpp"
#include "description/warning_list.hpp"
#include "json/value.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace http_task::description {

struct request_body {
  bool present = false;
  bool required = false;
  json::value schema;
  std::vector<std::string> content_types; // the one that `schema` is of first
  json::object annotation;                // requestBody of the keyword "endpoint"
  std::string origin;                     // JSON Pointer into the source
};

[[nodiscard]] request_body read_body(const json::object& operation, const trail& at, definitions& defs,
                                     warning_list& warnings);

// Fills in `required`, `annotation` and what of the schema depends on the media type. `marked`: the source
// says that the body is required.
void finish_body(request_body& body, bool marked);

// The schema itself where the document has only a reference to it: a reader finds the members at once.
[[nodiscard]] json::value inlined_schema(const json::value& schema, const trail& at, direction d,
                                         definitions& defs, warning_list& warnings);

} // namespace http_task::description
