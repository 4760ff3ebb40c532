// JSON of the command line: Boost.JSON's values, read and written without loss.
//
// Objects keep the order of their members; integers of 64 bits are exact. Text that is only passed on is not
// parsed and written anew at all: see document/layout.hpp.
#pragma once

#include "document/problem.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace http_task::host {

namespace json = boost::json;

// Boost.JSON's strings do not always convert to std::string_view by themselves.
[[nodiscard]] inline std::string_view view(const json::string& s) noexcept {
  return {s.data(), s.size()};
}
[[nodiscard]] inline std::string_view view(json::string_view s) noexcept {
  return {s.data(), s.size()};
}

// RFC 8259; at most 500 levels deep. Fails with "input.not_json": `source` names the text in the message,
// which gives line and column.
[[nodiscard]] result<json::value> parse_json(std::string_view text, std::string_view source);
// The same, and the value is an object; "input.invalid" if it is something else.
[[nodiscard]] result<json::object> parse_object(std::string_view text, std::string_view source);

// A member of one type; "" or nullptr when it is missing or of another.
[[nodiscard]] std::string_view text_of(const json::object& o, std::string_view name) noexcept;
[[nodiscard]] const json::object* object_of(const json::object& o, std::string_view name) noexcept;
[[nodiscard]] const json::array* array_of(const json::object& o, std::string_view name) noexcept;
// An empty one for nullptr.
[[nodiscard]] const json::object& or_empty(const json::object* o);
[[nodiscard]] const json::array& or_empty(const json::array* a);
[[nodiscard]] bool flag_of(const json::object& o, std::string_view name, bool otherwise = false) noexcept;
// Integers too; `otherwise` when it is no number.
[[nodiscard]] double number_of(const json::object& o, std::string_view name, double otherwise = 0) noexcept;
// Whole numbers; a fraction is cut off. `otherwise` also when it is too large.
[[nodiscard]] std::int64_t integer_of(const json::object& o, std::string_view name,
                                      std::int64_t otherwise = 0) noexcept;

// Compact. Numbers in the shortest form that gives the same value; a fraction of zero stays visible (1.0).
[[nodiscard]] std::string to_text(const json::value& v);

// Members and items of `v` visited depth first, each string handed to `visit`; names of members are not.
template<class Visit>
void for_each_string(const json::value& v, const Visit& visit) {
  if (v.is_string()) {
    visit(view(v.get_string()));
  } else if (v.is_array()) {
    for (const json::value& item : v.get_array())
      for_each_string(item, visit);
  } else if (v.is_object()) {
    for (const auto& member : v.get_object())
      for_each_string(member.value(), visit);
  }
}

} // namespace http_task::host
