#include "settings/description_rules.hpp"

#include "base/text.hpp"
#include "expression/template.hpp"
#include "schema/validator.hpp"
#include "settings/own_rules.hpp"
#include "settings/own_schema.hpp"
#include "settings/schema_view.hpp"
#include "json/pointer.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace http_task::settings {
namespace {

using renamed_fields = std::vector<std::pair<std::string, std::string>>; // as described, as typed

void drop_null_members(json::object& settings, std::string_view name) {
  json::value* member = settings.if_contains(name);
  json::object* members = member ? member->if_object() : nullptr;
  if (!members) return;
  for (auto it = members->begin(); it != members->end();) {
    if (it->value().is_null())
      it = members->stable_erase(it);
    else
      ++it;
  }
}

// The header fields under the names of the description.
json::object rename_headers(const json::object& typed, const std::vector<std::string_view>& described,
                            renamed_fields& renamed) {
  json::object headers;
  for (const auto& member : typed) {
    const std::string_view name = json::view(member.key());
    const auto same = std::ranges::find_if(described, [&](std::string_view d) { return iequals(d, name); });
    if (same != described.end() && *same != name && !typed.contains(*same)) {
      renamed.emplace_back(*same, name);
      headers.emplace(*same, member.value());
    } else {
      headers.emplace(name, member.value());
    }
  }
  return headers;
}

// A header field that is sent although `headers` does not have it.
void add_implied(json::object& headers, const std::vector<std::string_view>& described, std::string_view name,
                 const json::value& v) {
  const auto as_described =
      std::ranges::find_if(described, [&](std::string_view d) { return iequals(d, name); });
  if (as_described != described.end() && !headers.contains(*as_described)) headers.emplace(*as_described, v);
}

json::value member_or(const json::object& o, std::string_view name, std::string_view otherwise) {
  const json::value* member = o.if_contains(name);
  return member ? *member : json::value(otherwise);
}

json::object as_sent(const json::object& typed, const schema_view& description, renamed_fields& renamed) {
  const std::vector<std::string_view> described = description.property("headers").property_names();
  const bool describes_path = !description.property("pathParameters").property_names().empty();
  json::object settings = typed;
  for (const std::string_view group : {"pathParameters", "queryParameters", "headers", "cookies"})
    drop_null_members(settings, group);
  if (describes_path && !settings.contains("pathParameters"))
    settings["pathParameters"] = json::object{}; // so that each one that is missing is named
  json::value* member = settings.if_contains("headers");
  if (member && !member->is_object()) return settings;
  json::object headers = member ? rename_headers(member->get_object(), described, renamed) : json::object{};
  const json::value* body = settings.if_contains("body");
  if (body && !body->is_null())
    add_implied(headers, described, "content-type", member_or(settings, "contentType", "application/json"));
  add_implied(headers, described, "accept", member_or(settings, "accept", "application/json"));
  if (member || !headers.empty()) settings["headers"] = std::move(headers);
  json::value& method = settings["method"];
  if (method.is_null())
    method = "GET";
  else if (const json::string* text = method.if_string();
           text && !expression::has_expression(json::view(*text)))
    method = sent_method(json::view(*text));
  return settings;
}

} // namespace

report check_description_rules(const located& where, const json::value& description, stage when) {
  report found;
  schema::compile_options options;
  options.tolerant = true;
  const result<schema::validator> validator = schema::compile(description, options);
  if (!validator) {
    found.warnings.push_back(
        {where.pointer,
         "The settings were not checked against the description of the endpoint: " + validator.error().detail,
         {},
         {}});
    return found;
  }

  renamed_fields renamed;
  const json::object& typed = where.settings->get_object();
  const json::value sent = as_sent(typed, schema_view(description), renamed);
  found.errors = check_against(*validator, sent, where.pointer, when);
  for (finding& f : found.errors) {
    for (const auto& [name, original] : renamed) {
      const std::string place = json::join(where.pointer + "/headers", name);
      if (f.pointer == place || f.pointer.starts_with(place + "/"))
        f.pointer.replace(0, place.size(), json::join(where.pointer + "/headers", original));
    }
    if (f.pointer == where.pointer + "/method" && !typed.contains("method"))
      f.detail += " Without method, GET is sent.";
  }
  return found;
}

} // namespace http_task::settings
