// The Parameter Objects of an operation as properties of the request settings.
//
// Settings are sent without a look at the description, so what the style of a parameter means is settled
// here: a list that is one value with commas is a string, an object in the query is one property for each
// member.
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
  json::array serialisation; // [{"name", "in", "style", "explode", "allowReserved"}]
  std::vector<std::string> names;
};

// Those of the path item, overridden by those of the operation; and one for each {name} of the path that
// nobody declares.
[[nodiscard]] parameters read_parameters(std::string_view path, const json::object& path_item,
                                         const trail& item_at, const json::object& operation,
                                         const trail& operation_at, definitions& defs,
                                         warning_list& warnings);

} // namespace http_task::description
