#include "uri/value.hpp"

#include <algorithm>

namespace http_task::uri {

bool is_undefined(const value& v) noexcept {
  if (const auto* items = v.if_list()) return std::ranges::all_of(*items, is_undefined);
  if (const auto* members = v.if_object()) return std::ranges::all_of(*members, is_undefined, &member::value);
  return v.if_text() == nullptr;
}

} // namespace http_task::uri
