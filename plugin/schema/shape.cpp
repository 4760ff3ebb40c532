#include "schema/shape.hpp"

#include "schema/number.hpp"

#include <algorithm>

namespace http_task::schema {
namespace {

bool is_schema(const json::value& v) noexcept {
  return v.is_object() || v.is_bool();
}

bool all_items(const json::value& v, bool (*test)(const json::value&)) {
  const json::array* items = v.if_array();
  return items && std::ranges::all_of(*items, test);
}

bool all_members(const json::value& v, bool (*test)(const json::value&)) {
  const json::object* members = v.if_object();
  return members && std::ranges::all_of(*members, [&](const auto& m) { return test(m.value()); });
}

bool is_text(const json::value& v) noexcept {
  return v.is_string();
}
bool is_flag(const json::value& v) noexcept {
  return v.is_bool();
}
bool is_names(const json::value& v) {
  return all_items(v, is_text);
}
bool is_dependency(const json::value& v) {
  return !v.is_array() || is_names(v);
}

} // namespace

bool has_shape(const json::value& v, shape s) {
  switch (s) {
  case shape::any: return true;
  case shape::boolean: return v.is_bool();
  case shape::text:
  case shape::uri_reference:
  case shape::anchor: return v.is_string();
  case shape::number: return v.is_number();
  case shape::positive: return v.is_number() && compare_numbers(v, json::value(0)) > 0;
  case shape::count: return v.is_number() && is_integer(v) && compare_numbers(v, json::value(0)) >= 0;
  case shape::type: return v.is_string() || is_names(v);
  case shape::names:
  case shape::names_not_empty: return is_names(v);
  case shape::values:
  case shape::values_not_empty: return v.is_array();
  case shape::schema:
  case shape::schema_or_boolean: return is_schema(v);
  case shape::schemas: return v.is_array() && !v.get_array().empty();
  case shape::schema_or_schemas: return is_schema(v) || v.is_array();
  case shape::schema_map: return v.is_object();
  case shape::names_map: return all_members(v, is_names);
  case shape::dependencies: return all_members(v, is_dependency);
  case shape::vocabularies: return all_members(v, is_flag);
  }
  return false;
}

std::string_view description_of(shape s) noexcept {
  switch (s) {
  case shape::any: return "any value";
  case shape::boolean: return "a boolean";
  case shape::text: return "a string";
  case shape::uri_reference: return "a URI reference";
  case shape::anchor: return "a plain name";
  case shape::number: return "a number";
  case shape::positive: return "a number above 0";
  case shape::count: return "an integer from 0";
  case shape::type: return "the name of a type, or an array of them";
  case shape::names:
  case shape::names_not_empty: return "an array of strings";
  case shape::values:
  case shape::values_not_empty: return "an array";
  case shape::schema:
  case shape::schema_or_boolean: return "a schema (an object or a boolean)";
  case shape::schemas: return "an array of at least one schema";
  case shape::schema_or_schemas: return "a schema or an array of schemas";
  case shape::schema_map: return "an object whose members are schemas";
  case shape::names_map: return "an object whose members are arrays of strings";
  case shape::dependencies: return "an object whose members are schemas or arrays of strings";
  case shape::vocabularies: return "an object whose members are booleans";
  }
  return "another value";
}

} // namespace http_task::schema
