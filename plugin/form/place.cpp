#include "form/place.hpp"

#include "json/pointer.hpp"

#include <algorithm>

namespace http_task::form {
namespace {
constexpr unsigned deepest_nesting = 64;
constexpr std::size_t most_parts = 256;
} // namespace

place::place(const json::value& document, std::string_view pointer) : pointer_(pointer) {
  if (const json::value* schema = json::find(document, pointer))
    add(*schema, document, std::string(pointer), 0);
}

void place::add(const json::value& schema, const json::value& document, std::string pointer, unsigned depth) {
  if (schema.is_bool() && !schema.get_bool()) impossible_ = true;
  const json::object* here = schema.if_object();
  if (here == nullptr || depth > deepest_nesting || parts_.size() >= most_parts) return;
  if (std::ranges::any_of(parts_, [here](const part& p) { return p.schema == here; })) return;
  parts_.push_back({here, &document, pointer});
  const std::string_view reference = json::string_member(*here, "$ref");
  if (reference.starts_with('#')) {
    const std::string_view target = reference.substr(1);
    if (const json::value* found = json::find(document, target))
      add(*found, document, std::string(target), depth + 1);
  }
  if (const json::array* all = json::array_member(*here, "allOf")) {
    const std::string list = json::join(pointer, "allOf");
    for (std::size_t i = 0; i < all->size(); ++i)
      add((*all)[i], document, json::join(list, i), depth + 1);
  }
}

void place::merge(const place& other) {
  for (const part& p : other.parts_) {
    const bool known = std::ranges::any_of(parts_, [&p](const part& own) { return own.schema == p.schema; });
    if (!known && parts_.size() < most_parts) parts_.push_back(p);
  }
  aside_.insert(aside_.end(), other.aside_.begin(), other.aside_.end());
  impossible_ = impossible_ || other.impossible_;
  if (pointer_.empty()) pointer_ = other.pointer_;
}

const json::value* place::keyword(std::string_view name) const noexcept {
  for (const part& p : parts_) {
    if (const json::value* found = p.schema->if_contains(name)) return found;
  }
  return nullptr;
}

std::string_view place::text(std::string_view name) const noexcept {
  for (const part& p : parts_) {
    if (const std::string_view found = json::string_member(*p.schema, name); !found.empty()) return found;
  }
  return {};
}

bool place::flag(std::string_view name) const noexcept {
  return std::ranges::any_of(parts_, [name](const part& p) {
    const json::value* v = p.schema->if_contains(name);
    return v != nullptr && v->is_bool() && v->get_bool();
  });
}

std::vector<std::string_view> place::property_names() const {
  std::vector<std::string_view> names;
  for (const part& p : parts_) {
    const json::object* properties = json::object_member(*p.schema, "properties");
    if (properties == nullptr) continue;
    for (const auto& member : *properties) {
      const std::string_view name = json::view(member.key());
      if (parts_.size() == 1 || std::ranges::find(names, name) == names.end()) names.push_back(name);
    }
  }
  return names;
}

place place::property(std::string_view name) const {
  place found;
  for (const part& p : parts_) {
    const json::object* properties = json::object_member(*p.schema, "properties");
    const json::value* schema = properties != nullptr ? properties->if_contains(name) : nullptr;
    if (schema == nullptr) continue;
    std::string pointer = json::join(json::join(p.pointer, "properties"), name);
    if (found.pointer_.empty()) found.pointer_ = pointer;
    found.add(*schema, *p.document, std::move(pointer), 0);
  }
  return found;
}

bool place::is_required(std::string_view name) const noexcept {
  return std::ranges::any_of(parts_, [name](const part& p) {
    const json::array* names = json::array_member(*p.schema, "required");
    return names != nullptr && std::ranges::any_of(*names, [name](const json::value& each) {
             return each.is_string() && json::view(each.get_string()) == name;
           });
  });
}

place place::below(std::string_view keyword) const {
  place found;
  for (const part& p : parts_) {
    const json::value* schema = p.schema->if_contains(keyword);
    if (schema == nullptr) continue;
    std::string pointer = json::join(p.pointer, keyword);
    if (found.pointer_.empty()) found.pointer_ = pointer;
    found.add(*schema, *p.document, std::move(pointer), 0);
  }
  return found;
}

bool place::is_aside(const json::array& list) const noexcept {
  return std::ranges::find(aside_, &list) != aside_.end();
}

bool place::shares_part_with(const place& other) const noexcept {
  return std::ranges::any_of(parts_, [&other](const part& own) {
    return std::ranges::any_of(other.parts_, [&own](const part& p) { return p.schema == own.schema; });
  });
}

} // namespace http_task::form
