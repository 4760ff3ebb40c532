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
  json::object annotation;                // {"required", "from", "contentTypes"}
  std::vector<std::string> names;         // of the members
};

[[nodiscard]] request_body read_body(const json::object& operation, const trail& at, definitions& defs,
                                     warning_list& warnings);

// The media type to prefer: JSON, then what is like it, then forms, then the first one. nullptr if there is
// none.
[[nodiscard]] const boost::json::key_value_pair* preferred_content(const json::object& content);

} // namespace http_task::description
