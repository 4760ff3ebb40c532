// How a Parameter Object says that its value is written (OpenAPI 3.0.4 and 3.1.1, "Fixed Fields for use with
// schema" and "with content").
#pragma once

#include "description/trail.hpp"
#include "description/warning_list.hpp"
#include "json/value.hpp"

#include <string>
#include <string_view>

namespace http_task::description {

struct openapi_style {
  std::string style; // as the source names it, or the default of the place
  bool explode = false;
  bool allow_reserved = false;
  std::string content; // the media type in place of a style; "" if there is none
  json::object entry;  // the parameter's entry of parameterStyles: what differs from the defaults
};

// `in` is "path", "query", "header" or "cookie". `is_scalar`: the schema allows no list and no object, so
// that explode changes nothing. A style that the place does not have is the default, with a warning.
[[nodiscard]] openapi_style read_style(std::string_view in, const json::object& parameter, bool is_scalar,
                                       const trail& at, warning_list& warnings);

// The member of the settings with the parameters of that place.
[[nodiscard]] std::string_view group_of(std::string_view in) noexcept;

} // namespace http_task::description
