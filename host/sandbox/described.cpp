#include "sandbox/described.hpp"

#include "document/pointer.hpp"

#include <algorithm>

namespace http_task::host {
namespace {

constexpr std::size_t deepest = 32;
constexpr std::size_t most_parts = 100;

// "#/a/b" within `document`.
const json::object* find_reference(const json::object& document, std::string_view reference) {
  if (!reference.starts_with("#/")) return nullptr;
  const auto tokens = pointer_tokens(reference.substr(1));
  const json::object* at = &document;
  for (std::size_t i = 0; tokens && at != nullptr && i < tokens->size(); ++i)
    at = object_of(*at, (*tokens)[i]);
  return tokens ? at : nullptr;
}

bool names_type(const json::object& schema, std::string_view name) noexcept {
  const json::value* type = schema.if_contains("type");
  if (type == nullptr) return false;
  if (type->is_string()) return view(type->get_string()) == name;
  return type->is_array() && std::ranges::any_of(type->get_array(), [&](const json::value& v) {
           return v.is_string() && view(v.get_string()) == name;
         });
}

} // namespace

described::described(const json::object& document, const json::object* schema) : document_(&document) {
  if (schema != nullptr) add(*schema, 0);
}

void described::add(const json::object& schema, std::size_t depth) {
  if (depth > deepest || parts_.size() >= most_parts || std::ranges::find(parts_, &schema) != parts_.end())
    return;
  parts_.push_back(&schema);
  if (const json::object* target = find_reference(*document_, text_of(schema, "$ref")); target != nullptr)
    add(*target, depth + 1);
  for (const std::string_view keyword : {"allOf", "anyOf", "oneOf"}) {
    const json::array* list = array_of(schema, keyword);
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
      if (const json::object* part = (*list)[i].if_object(); part != nullptr) add(*part, depth + 1);
    }
  }
}

bool described::is_of_type(std::string_view name) const noexcept {
  return std::ranges::any_of(parts_, [&](const json::object* part) { return names_type(*part, name); });
}

bool described::has_member(std::string_view name) const noexcept {
  return std::ranges::any_of(parts_, [&](const json::object* part) {
    const json::object* properties = object_of(*part, "properties");
    return properties != nullptr && properties->contains(name);
  });
}

bool described::is_open() const noexcept {
  const auto has_properties = [](const json::object* part) { return part->contains("properties"); };
  const auto allows_others = [](const json::object* part) {
    const json::value* others = part->if_contains("additionalProperties");
    return others != nullptr && (others->is_object() || (others->is_bool() && others->get_bool()));
  };
  return std::ranges::none_of(parts_, has_properties) || std::ranges::any_of(parts_, allows_others);
}

described described::items() const {
  described found(*document_, nullptr);
  for (const json::object* part : parts_) {
    if (const json::object* schema = object_of(*part, "items"); schema != nullptr) found.add(*schema, 0);
  }
  return found;
}

described described::member(std::string_view name) const {
  described found(*document_, nullptr);
  for (const json::object* part : parts_) {
    const json::object* properties = object_of(*part, "properties");
    const json::object* schema = properties != nullptr ? object_of(*properties, name) : nullptr;
    if (schema == nullptr) schema = object_of(*part, "additionalProperties");
    if (schema != nullptr) found.add(*schema, 0);
  }
  return found;
}

json::value described::scalar(const std::string& text) const {
  const bool number = is_of_type("number") || is_of_type("integer");
  if (is_of_type("string") || (!number && !is_of_type("boolean"))) return json::value(text);
  const auto value = parse_json(text, "parameter");
  if (value && ((number && value->is_number()) || (is_of_type("boolean") && value->is_bool()))) return *value;
  return json::value(text);
}

json::value described::list(const std::vector<std::string>& texts) const {
  const described each = items();
  json::array list;
  for (const std::string& text : texts)
    list.push_back(each.scalar(text));
  return list;
}

const json::object& members_of(const json::object& description, std::string_view group) {
  static const json::object none;
  const json::object* properties = object_of(description, "properties");
  const json::object* schema = properties != nullptr ? object_of(*properties, group) : nullptr;
  const json::object* members = schema != nullptr ? object_of(*schema, "properties") : nullptr;
  return members != nullptr ? *members : none;
}

} // namespace http_task::host
