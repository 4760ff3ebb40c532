#include "schema/output.hpp"

#include <utility>

namespace http_task::schema {
namespace {

json::object own_members(output_unit& u) {
  json::object o{{"valid", u.valid},
                 {"keywordLocation", u.keyword_location},
                 {"absoluteKeywordLocation", u.absolute_location},
                 {"instanceLocation", u.instance_location}};
  if (!u.error.empty()) o["error"] = u.error;
  if (u.annotation) o["annotation"] = std::move(*u.annotation);
  return o;
}

std::string_view list_name(bool valid) noexcept {
  return valid ? "annotations" : "errors";
}

void add_leaves(output_unit& u, json::array& list) {
  if (!u.error.empty() || u.annotation) list.push_back(own_members(u));
  for (output_unit& child : u.children)
    add_leaves(child, list);
}

json::object to_tree(output_unit& u) {
  output_unit* at = &u;
  while (at->children.size() == 1 && at->error.empty() && !at->annotation)
    at = &at->children.front();
  json::object o = own_members(*at);
  if (at->children.empty()) return o;
  json::array children;
  for (output_unit& child : at->children)
    children.push_back(to_tree(child));
  o[list_name(at->valid)] = std::move(children);
  return o;
}

} // namespace

json::value to_json(output_unit root, output_form form) {
  if (form == output_form::flag) return json::object{{"valid", root.valid}};
  if (form == output_form::detailed) return to_tree(root);
  json::array leaves;
  add_leaves(root, leaves);
  return json::object{{"valid", root.valid}, {list_name(root.valid), std::move(leaves)}};
}

} // namespace http_task::schema
