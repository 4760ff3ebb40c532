#include "schema/type.hpp"

#include "schema/number.hpp"

#include <array>
#include <utility>
#include <vector>

namespace http_task::schema {

std::uint32_t type_bits(std::string_view name) noexcept {
  constexpr auto types = std::to_array<std::pair<std::string_view, std::uint32_t>>({
      {"null", type_null},
      {"boolean", type_boolean},
      {"integer", type_integer},
      {"number", type_number},
      {"string", type_string},
      {"array", type_array},
      {"object", type_object},
  });
  for (const auto& [type, bit] : types) {
    if (type == name) return bit;
  }
  return 0;
}

bool has_type(const json::value& v, std::uint32_t bits) noexcept {
  switch (v.kind()) {
  case json::kind::null: return (bits & type_null) != 0;
  case json::kind::bool_: return (bits & type_boolean) != 0;
  case json::kind::string: return (bits & type_string) != 0;
  case json::kind::array: return (bits & type_array) != 0;
  case json::kind::object: return (bits & type_object) != 0;
  case json::kind::int64:
  case json::kind::uint64: return (bits & (type_number | type_integer | type_integer_as_written)) != 0;
  case json::kind::double_:
    return (bits & type_number) != 0 || ((bits & type_integer) != 0 && is_integer(v)) ||
           ((bits & type_integer_as_written) != 0 && is_integer_as_written(v));
  }
  return false;
}

std::string describe_types(std::uint32_t bits) {
  constexpr auto words = std::to_array<std::pair<std::uint32_t, std::string_view>>({
      {type_object, "an object"},
      {type_array, "an array"},
      {type_string, "a string"},
      {type_number, "a number"},
      {type_integer | type_integer_as_written, "an integer"},
      {type_boolean, "a boolean"},
      {type_null, "null"},
  });
  std::vector<std::string_view> used;
  for (const auto& [bit, word] : words) {
    if ((bits & bit) != 0) used.push_back(word);
  }
  std::string text;
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (i > 0) text += i + 1 == used.size() ? " or " : ", ";
    text += used[i];
  }
  return text;
}

} // namespace http_task::schema
