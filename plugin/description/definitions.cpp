#include "description/definitions.hpp"

#include "description/openapi_schema.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace http_task::description {
namespace {

// Where schemas have names of their own.
constexpr auto homes =
    std::to_array<std::string_view>({"/components/schemas/", "/definitions/", "/x-files/"});

// Letters that need no escape in a JSON Pointer nor in a URI, so that "#/$defs/<name>" is plain to read.
std::string plain_name(std::string_view pointer) {
  for (const std::string_view home : homes)
    if (pointer.starts_with(home)) pointer.remove_prefix(home.size());
  std::string name;
  for (const char c : pointer.substr(0, 200)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '.' || c == '-' || c == '_';
    if (plain)
      name += c;
    else if (!name.empty() && name.back() != '_')
      name += '_';
  }
  return name.empty() ? "schema" : name;
}

} // namespace

bool definitions::take(const json::value& v) noexcept {
  constexpr std::size_t bytes_of_a_value = 256;
  const std::size_t extra = v.is_string() ? v.get_string().size() / bytes_of_a_value : 0;
  if (!take() || extra > budget_) {
    budget_ = 0;
    return false;
  }
  budget_ -= extra;
  if (const json::array* a = v.if_array())
    return std::ranges::all_of(*a, [this](const json::value& item) { return take(item); });
  if (const json::object* o = v.if_object())
    return std::ranges::all_of(*o, [this](const auto& member) { return take(member.value()); });
  return true;
}

std::string definitions::unused_name(std::string_view pointer, direction d) {
  std::string name = plain_name(pointer);
  if (!one_direction_ && d == direction::request) name += ".request";
  std::size_t wanted = ++taken_[name];
  while (wanted > 1) {
    std::string numbered = name + "." + std::to_string(wanted);
    if (taken_.try_emplace(numbered, 1).second) return numbered;
    wanted = ++taken_[name];
  }
  return name;
}

bool definitions::closes_circle(const std::string& from, const std::string& to) {
  std::set<std::string_view> seen{to};
  std::vector<std::string_view> open{to};
  while (!open.empty()) {
    const std::string at(open.back());
    open.pop_back();
    // Beyond a bound that no honest document reaches, a circle is assumed: that is always safe.
    if (at == from || search_left_ == 0) return true;
    --search_left_;
    const auto next = in_place_.find(at);
    if (next == in_place_.end()) continue;
    for (const std::string& name : next->second)
      if (seen.insert(name).second) open.push_back(name);
  }
  return false;
}

json::value definitions::refer(std::string_view ref, direction d, const owner& from, bool in_place,
                               const trail& at, warning_list& warnings) {
  result<target> found = resolve(source_, ref);
  if (!found) {
    warnings.add(at, found.error().detail + " Any value is allowed here.");
    return true;
  }
  const char* suffix = one_direction_ || d == direction::response ? "" : "\n";
  const auto [entry, is_new] = names_.try_emplace(found->pointer + suffix);
  if (is_new) entry->second = unused_name(found->pointer, d);
  const std::string& name = entry->second;
  if (in_place && !from.name.empty()) {
    if (closes_circle(from.name, name)) {
      warnings.add(at, "The schema refers to itself for the same value; this reference is left out.");
      return true;
    }
    in_place_[from.name].push_back(name);
  }
  if (is_new) queue_.push_back({name, std::move(*found), d});
  return json::object{{"$ref", "#/$defs/" + name}};
}

json::object definitions::translate_all(warning_list& warnings) {
  json::object translated;
  for (std::size_t next = 0; next < queue_.size(); ++next) {
    const waiting item = std::move(queue_[next]);
    const trail at(item.schema.pointer);
    translated[item.name] =
        translate_schema(*item.schema.value, at, item.towards, {item.name}, *this, warnings);
  }
  queue_.clear();
  return translated;
}

} // namespace http_task::description
