// Values of variables, written shortly.
#pragma once

#include "uri/value.hpp"

#include <initializer_list>
#include <string>
#include <utility>

namespace http_task::uri {

inline value text(std::string t) {
  return {std::move(t)};
}
inline value list(std::initializer_list<value> items) {
  return {value::list(items)};
}
inline value object(std::initializer_list<std::pair<std::string, value>> members) {
  value::object o;
  for (const auto& [name, v] : members)
    o.push_back({name, v});
  return {std::move(o)};
}

} // namespace http_task::uri
