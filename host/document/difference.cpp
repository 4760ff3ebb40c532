#include "document/difference.hpp"

#include "document/pointer.hpp"

namespace http_task::host {
namespace {

void compare(const json::value& before, const json::value& after, const std::string& pointer,
             json::array& changes) {
  if (before == after) return;
  if (!before.is_object() || !after.is_object()) {
    changes.push_back(json::object{{"op", "replace"}, {"path", pointer}, {"value", after}, {"from", before}});
    return;
  }
  const json::object& old_members = before.get_object();
  for (const auto& member : after.get_object()) {
    const std::string at = pointer + "/" + pointer_escape(view(member.key()));
    if (const json::value* old_value = old_members.if_contains(member.key()))
      compare(*old_value, member.value(), at, changes);
    else
      changes.push_back(json::object{{"op", "add"}, {"path", at}, {"value", member.value()}});
  }
  for (const auto& member : old_members) {
    if (!after.get_object().contains(member.key()))
      changes.push_back(json::object{{"op", "remove"},
                                     {"path", pointer + "/" + pointer_escape(view(member.key()))},
                                     {"from", member.value()}});
  }
}

} // namespace

json::array json_difference(const json::value& before, const json::value& after) {
  json::array changes;
  compare(before, after, {}, changes);
  return changes;
}

} // namespace http_task::host
