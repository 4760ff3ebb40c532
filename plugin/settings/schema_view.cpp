#include "settings/schema_view.hpp"

#include "json/pointer.hpp"

#include <algorithm>

namespace http_task::settings {
namespace {
constexpr unsigned deepest_nesting = 64;
constexpr std::size_t most_parts = 256;
} // namespace

void schema_view::add(const json::value& schema, unsigned depth) {
  const json::object* part = schema.if_object();
  if (!part || depth > deepest_nesting || parts_.size() >= most_parts ||
      std::ranges::find(parts_, part) != parts_.end())
    return;
  parts_.push_back(part);
  const std::string_view reference = json::string_member(*part, "$ref");
  if (reference.starts_with('#')) {
    if (const json::value* target = json::find(*document_, reference.substr(1))) add(*target, depth + 1);
  }
  if (const json::array* all = json::array_member(*part, "allOf")) {
    for (const json::value& each : *all)
      add(each, depth + 1);
  }
}

const json::value* schema_view::keyword(std::string_view name) const noexcept {
  for (const json::object* part : parts_) {
    if (const json::value* found = part->if_contains(name)) return found;
  }
  return nullptr;
}

std::vector<std::string_view> schema_view::property_names() const {
  std::vector<std::string_view> names;
  for (const json::object* part : parts_) {
    const json::object* properties = json::object_member(*part, "properties");
    for (std::size_t i = 0; properties && i < properties->size(); ++i) {
      const std::string_view name = json::view((properties->begin() + static_cast<std::ptrdiff_t>(i))->key());
      if (parts_.size() == 1 || std::ranges::find(names, name) == names.end()) names.push_back(name);
    }
  }
  return names;
}

schema_view schema_view::property(std::string_view name) const {
  schema_view found;
  found.document_ = document_;
  for (const json::object* part : parts_) {
    const json::object* properties = json::object_member(*part, "properties");
    if (const json::value* schema = properties ? properties->if_contains(name) : nullptr)
      found.add(*schema, 0);
  }
  return found;
}

bool schema_view::is_required(std::string_view name) const noexcept {
  return std::ranges::any_of(parts_, [&](const json::object* part) {
    const json::array* names = json::array_member(*part, "required");
    return names && std::ranges::any_of(*names, [&](const json::value& each) {
             return each.is_string() && json::view(each.get_string()) == name;
           });
  });
}

} // namespace http_task::settings
