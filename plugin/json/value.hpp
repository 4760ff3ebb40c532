// The JSON value of all modules: Boost.JSON's. Objects keep the order of their members; integers of 64 bits
// are exact.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>

#include <string_view>

namespace http_task::json {

using boost::json::array;
using boost::json::kind;
using boost::json::object;
using boost::json::string;
using boost::json::value;

// Boost.JSON has its own string_view, which does not always convert by itself. In line even where the
// compiler thinks it rare, for a loop with a call has to save registers.
[[nodiscard, gnu::always_inline]] inline std::string_view view(const string& s) noexcept {
  return {s.data(), s.size()};
}
[[nodiscard]] inline std::string_view view(boost::json::string_view s) noexcept {
  return {s.data(), s.size()};
}

// The member as a string, or "" when it is missing or of another type.
[[nodiscard]] std::string_view string_member(const object& o, std::string_view name) noexcept;
// The member, or nullptr when it is missing or of another type.
[[nodiscard]] const object* object_member(const object& o, std::string_view name) noexcept;
[[nodiscard]] const array* array_member(const object& o, std::string_view name) noexcept;

// "a string", "an object", ...: how messages name what was found.
[[nodiscard]] std::string_view kind_name(const value& v) noexcept;

} // namespace http_task::json
