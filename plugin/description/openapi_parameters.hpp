// The Parameter Objects of an operation as properties of the request settings.
//
// Values keep the shape that the source gives them, a list or an object too. How they are written goes into
// the settings as parameterStyles, because settings are sent without a look at the description.
#pragma once

#include "description/definitions.hpp"
#include "description/trail.hpp"
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
  std::vector<std::string> names;
};

// Those of the path item, overridden by those of the operation; and one for each {name} of the path that
// nobody declares.
[[nodiscard]] parameters read_parameters(std::string_view path, const json::object& path_item,
                                         const trail& item_at, const json::object& operation,
                                         const trail& operation_at, definitions& defs,
                                         warning_list& warnings);

} // namespace http_task::description
