#include "json/weight.hpp"

namespace http_task::json {

std::size_t weight(const value& v, std::size_t most) noexcept {
  std::size_t sum = 8;
  if (const string* text = v.if_string()) {
    sum += text->size();
  } else if (const array* items = v.if_array()) {
    for (const value& item : *items) {
      if (sum > most) break;
      sum += weight(item, most - sum);
    }
  } else if (const object* members = v.if_object()) {
    for (const auto& [name, member] : *members) {
      sum += name.size();
      if (sum > most) break;
      sum += weight(member, most - sum);
    }
  }
  return sum;
}

} // namespace http_task::json
