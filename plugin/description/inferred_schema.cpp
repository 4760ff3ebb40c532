#include "description/inferred_schema.hpp"

#include <algorithm>

namespace http_task::description {
namespace {

constexpr std::size_t most_members = 1'000;
constexpr std::size_t most_items = 100; // that are looked at

json::array types_of(const json::object& schema) {
  const json::value* type = schema.if_contains("type");
  if (!type) return {};
  return type->is_array() ? type->get_array() : json::array{*type};
}

void set_types(json::object& schema, json::array types) {
  // An integer is a number.
  if (std::ranges::find(types, json::value("number")) != types.end())
    types.erase(std::remove(types.begin(), types.end(), json::value("integer")), types.end());
  if (types.size() == 1)
    schema["type"] = std::move(types.front());
  else if (!types.empty())
    schema["type"] = std::move(types);
}

json::array common(const json::array& a, const json::array& b) {
  json::array both;
  for (const json::value& name : a)
    if (std::ranges::find(b, name) != b.end()) both.push_back(name);
  return both;
}

bool has_type(const json::object& schema, std::string_view type) {
  const json::array types = types_of(schema);
  return std::ranges::find(types, json::value(type)) != types.end();
}

void merge_members(json::object& a, const json::object& b) {
  if (!has_type(b, "object")) return;
  if (!has_type(a, "object")) {
    for (const std::string_view name : {"required", "properties"})
      if (const json::value* v = b.if_contains(name)) a[name] = *v;
    return;
  }
  const json::array* ra = json::array_member(a, "required");
  const json::array* rb = json::array_member(b, "required");
  json::array required = ra && rb ? common(*ra, *rb) : json::array{};
  if (required.empty())
    a.erase("required");
  else
    a["required"] = std::move(required);
  const json::object* other = json::object_member(b, "properties");
  if (!other) return;
  json::value& own = a["properties"];
  if (!own.is_object()) own.emplace_object();
  json::object& members = own.get_object();
  for (const auto& member : *other) {
    json::value* known = members.if_contains(member.key());
    if (known)
      *known = merge_schemas(std::move(known->get_object()), member.value().get_object());
    else if (members.size() < most_members)
      members[member.key()] = member.value();
  }
}

void merge_items(json::object& a, const json::object& b) {
  const json::object* other = json::object_member(b, "items");
  if (!other) return;
  if (json::value* own = a.if_contains("items"))
    *own = merge_schemas(std::move(own->get_object()), *other);
  else
    a["items"] = *other;
}

} // namespace

json::object infer_schema(const json::value& value) {
  if (value.is_null()) return {{"type", "null"}};
  if (value.is_bool()) return {{"type", "boolean"}};
  if (value.is_string()) return {{"type", "string"}};
  if (value.is_int64() || value.is_uint64()) return {{"type", "integer"}};
  if (value.is_double()) return {{"type", "number"}};
  if (const json::array* items = value.if_array()) {
    json::object schema{{"type", "array"}};
    for (std::size_t i = 0; i < std::min(items->size(), most_items); ++i) {
      json::object item = infer_schema((*items)[i]);
      json::value& known = schema["items"];
      known = known.is_object() ? merge_schemas(std::move(known.get_object()), item) : std::move(item);
    }
    return schema;
  }
  json::object schema{{"type", "object"}};
  json::object properties;
  json::array required;
  for (const auto& member : value.get_object()) {
    if (properties.size() == most_members) break;
    properties[member.key()] = infer_schema(member.value());
    required.push_back(json::value(member.key()));
  }
  if (!required.empty()) schema["required"] = std::move(required);
  if (!properties.empty()) schema["properties"] = std::move(properties);
  return schema;
}

json::object merge_schemas(json::object a, const json::object& b) {
  merge_members(a, b);
  merge_items(a, b);
  json::array types = types_of(a);
  for (json::value& type : types_of(b))
    if (std::ranges::find(types, type) == types.end()) types.push_back(std::move(type));
  set_types(a, std::move(types));
  return a;
}

} // namespace http_task::description
