#include "description/schema_value.hpp"

#include "json/parse.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace http_task::description {
namespace {

bool is_integer(const json::value& v) noexcept {
  return v.is_int64() || v.is_uint64() || (v.is_double() && std::trunc(v.get_double()) == v.get_double());
}

// JSON Schema has one kind of number, Boost.JSON has three.
bool equal(const json::value& a, const json::value& b) {
  if (a.is_number() && b.is_number()) return a == b || a.to_number<double>() == b.to_number<double>();
  return a == b;
}

} // namespace

bool is_count(const json::value& v) noexcept {
  return v.is_uint64() || (v.is_int64() && v.get_int64() >= 0);
}

bool is_positive(const json::value& v) noexcept {
  return v.is_uint64() || (v.is_int64() && v.get_int64() > 0) || (v.is_double() && v.get_double() > 0);
}

bool is_filled_array(const json::value& v) noexcept {
  return v.is_array() && !v.get_array().empty();
}

bool is_type_name(const json::value& v) noexcept {
  constexpr auto names =
      std::to_array<std::string_view>({"array", "boolean", "integer", "null", "number", "object", "string"});
  return v.is_string() && std::ranges::find(names, json::view(v.get_string())) != names.end();
}

std::optional<json::array> type_names(const json::value& v) {
  const json::array* list = v.if_array();
  if (!list || list->empty()) return std::nullopt;
  json::array names;
  for (const json::value& name : *list) {
    if (!is_type_name(name)) return std::nullopt;
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
  return names;
}

bool has_type(const json::value& v, std::string_view type) noexcept {
  if (type == "string") return v.is_string();
  if (type == "integer") return is_integer(v);
  if (type == "number") return v.is_number();
  if (type == "boolean") return v.is_bool();
  if (type == "object") return v.is_object();
  if (type == "array") return v.is_array();
  return type != "null" || v.is_null();
}

std::optional<json::value> fit_to_schema(const json::value& v, const json::object& schema) {
  std::string_view type = json::string_member(schema, "type");
  if (const json::array* types = json::array_member(schema, "type")) {
    // One that the value has already, else the first.
    const auto fitting = std::ranges::find_if(
        *types, [&](const json::value& t) { return has_type(v, json::view(t.get_string())); });
    type = json::view((fitting == types->end() ? types->front() : *fitting).get_string());
  }
  json::value fitting = v;
  if (!has_type(v, type)) {
    const bool from_text = v.is_string() && (type == "integer" || type == "number" || type == "boolean");
    if (!from_text) return std::nullopt;
    result<json::value> read = json::parse(json::view(v.get_string()));
    if (!read || !has_type(*read, type)) return std::nullopt;
    fitting = std::move(*read);
  }
  const json::array* allowed = json::array_member(schema, "enum");
  if (allowed && std::ranges::none_of(*allowed, [&](const json::value& a) { return equal(a, fitting); }))
    return std::nullopt;
  return fitting;
}

void allow_null(json::object& schema) {
  const json::object null_schema{{"type", "null"}};
  const bool composed = std::ranges::any_of(std::array{"allOf", "anyOf", "oneOf", "not"},
                                            [&](const char* name) { return schema.contains(name); });
  if (composed) {
    // What a person or a form reads stays on the outside.
    json::object outer;
    for (const std::string_view name :
         {"title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly"}) {
      if (json::value* member = schema.if_contains(name)) {
        outer[name] = std::move(*member);
        schema.erase(name);
      }
    }
    outer["anyOf"] = json::array{std::move(schema), null_schema};
    schema = std::move(outer);
    return;
  }
  if (json::value* type = schema.if_contains("type")) {
    json::array types = type->is_array() ? std::move(type->get_array()) : json::array{std::move(*type)};
    if (std::ranges::find(types, json::value("null")) == types.end()) types.push_back("null");
    *type = std::move(types);
  }
  if (json::value* allowed = schema.if_contains("enum")) {
    json::array& values = allowed->get_array();
    if (std::ranges::find(values, json::value(nullptr)) == values.end()) values.push_back(nullptr);
  }
}

} // namespace http_task::description
