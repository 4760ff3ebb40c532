#include "sandbox/request_settings.hpp"

#include "sandbox/parameter_style.hpp"

#include <optional>
#include <vector>

namespace http_task::host {
namespace {

json::object path_parameters_from(const json::object& description, const route& way) {
  const json::object& schemas = members_of(description, "pathParameters");
  json::object group;
  for (const auto& [name, raw] : way.path_parameters) {
    auto value = read_path_value(raw, name, style_of(description, "pathParameters", name),
                                 described(description, object_of(schemas, name)));
    if (value) group.emplace(name, *std::move(value));
  }
  return group;
}

// What the description knows of a query or a Cookie field is taken from `pairs`.
json::object take_group(const json::object& description, std::string_view name, std::vector<raw_pair>& pairs,
                        decoder decode) {
  json::object group;
  for (const bool spread : {false, true}) { // exploded objects take what no other one is named like
    for (const auto& member : members_of(description, name)) {
      const std::string_view parameter = view(member.key());
      const described what(description, member.value().if_object());
      const parameter_style style = style_of(description, name, parameter);
      if ((style.is_exploded_form() && what.is_object()) != spread) continue;
      if (auto value = take_value(pairs, parameter, style, what, decode))
        group.emplace(parameter, *std::move(value));
    }
  }
  return group;
}

// What is not described: texts, and lists of them where a name is repeated.
void add_plain(const std::vector<raw_pair>& pairs, json::object& group) {
  for (const auto& [name, value] : pairs) {
    const std::string key = form_decoded(name);
    const json::value text(form_decoded(value));
    json::value* known = group.if_contains(key);
    if (known == nullptr)
      group.emplace(key, text);
    else if (known->is_array())
      known->get_array().push_back(text);
    else if (known->is_string())
      *known = json::array{*known, text};
  }
}

json::object query_from(const json::object& description, const sandbox_request& request) {
  std::vector<raw_pair> pairs = split_pairs(request.query(), '&');
  json::object group = take_group(description, "queryParameters", pairs, &form_decoded);
  add_plain(pairs, group);
  return group;
}

json::object headers_from(const json::object& description, const sandbox_request& request) {
  json::object headers;
  for (const auto& member : members_of(description, "headers")) {
    const std::string_view name = view(member.key());
    std::optional<std::string> text; // several fields mean one with commas (RFC 9110, section 5.3)
    for (const auto& [field, value] : request.headers) {
      if (equal_ignoring_case(field, name)) text = text ? *text + ", " + value : value;
    }
    if (text)
      headers.emplace(name, read_header_value(*text, style_of(description, "headers", name),
                                              described(description, member.value().if_object())));
  }
  return headers;
}

json::object cookies_from(const json::object& description, const sandbox_request& request) {
  std::vector<raw_pair> pairs = split_pairs(request.header("Cookie"), ';');
  return take_group(description, "cookies", pairs, &percent_decoded);
}

bool is_json(std::string_view content_type) {
  const std::string type = lower_case(content_type.substr(0, content_type.find(';')));
  return type.find("/json") != std::string::npos || type.find("+json") != std::string::npos;
}

result<json::value> body_from(const sandbox_request& request) {
  const std::string_view type = request.header("Content-Type");
  if (is_json(type)) return parse_json(request.body, "the body");
  if (lower_case(type).starts_with("application/x-www-form-urlencoded")) {
    json::object form;
    add_plain(split_pairs(request.body, '&'), form);
    return json::value(std::move(form));
  }
  return json::value(request.body);
}

} // namespace

result<json::object> settings_from_request(const json::object& description, const route& way,
                                           const sandbox_request& request) {
  const json::object* endpoint = object_of(description, "endpoint");
  json::object settings{
      {"endpoint", json::object{{"id", endpoint != nullptr ? text_of(*endpoint, "id") : std::string_view()}}},
      {"method", request.method},
      {"uri", way.uri}};
  const auto add = [&](std::string_view name, json::object group) {
    if (!group.empty()) settings.emplace(name, std::move(group));
  };
  add("pathParameters", path_parameters_from(description, way));
  add("queryParameters", query_from(description, request));
  add("headers", headers_from(description, request));
  add("cookies", cookies_from(description, request));
  add("parameterStyles", demanded_styles(description));
  if (request.body.empty()) return settings;
  auto body = body_from(request);
  if (!body) return std::move(body).error();
  settings.emplace("body", *std::move(body));
  return settings;
}

} // namespace http_task::host
