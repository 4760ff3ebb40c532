// The Parameter Objects of an operation as properties of the request settings.
//
// Values keep the shape that the source gives them, a list or an object too. How they are written goes into
// the settings as parameterStyles, because settings are sent without a look at the description.
#pragma once

#include "description/definitions.hpp"
#include "description/parameter_list.hpp"
#include "description/warning_list.hpp"
#include "json/value.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace http_task::description {

struct property_group {
  json::object properties;
  json::array required;
};

struct parameters {
  property_group path;
  property_group query;
  property_group headers;
  property_group cookies;
  json::object styles;       // parameterStyles of the settings; empty if all is as the defaults say
  json::array serialisation; // [{"name", "in", "style", "explode", "allowReserved", "content"}]
  json::object origin;       // JSON Pointers into the source by JSON Pointer into the settings
};

// `all` of the operation, those of a body left out; and one for each {name} of `path` that nobody declares.
[[nodiscard]] parameters read_parameters(std::string_view path, const std::vector<parameter>& all,
                                         definitions& defs, warning_list& warnings);

} // namespace http_task::description
