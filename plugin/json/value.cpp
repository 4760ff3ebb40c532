#include "json/value.hpp"

namespace http_task::json {

std::string_view string_member(const object& o, std::string_view name) noexcept {
  const value* member = o.if_contains(name);
  const string* text = member ? member->if_string() : nullptr;
  return text ? view(*text) : std::string_view{};
}

const object* object_member(const object& o, std::string_view name) noexcept {
  const value* member = o.if_contains(name);
  return member ? member->if_object() : nullptr;
}

const array* array_member(const object& o, std::string_view name) noexcept {
  const value* member = o.if_contains(name);
  return member ? member->if_array() : nullptr;
}

std::string_view kind_name(const value& v) noexcept {
  switch (v.kind()) {
  case kind::null: return "null";
  case kind::bool_: return "a boolean";
  case kind::int64:
  case kind::uint64: return "an integer";
  case kind::double_: return "a number";
  case kind::string: return "a string";
  case kind::array: return "an array";
  case kind::object: return "an object";
  }
  return "a value";
}

} // namespace http_task::json
