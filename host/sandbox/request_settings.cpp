#include "sandbox/request_settings.hpp"

#include <algorithm>
#include <vector>

namespace http_task::host {
namespace {

using pairs = std::vector<std::pair<std::string, std::string>>;

bool is_of_type(const json::object& schema, std::string_view name) {
  const json::value* type = schema.if_contains("type");
  if (type == nullptr) return false;
  if (type->is_string()) return view(type->get_string()) == name;
  return type->is_array() && std::ranges::any_of(type->get_array(), [&](const json::value& v) {
           return v.is_string() && view(v.get_string()) == name;
         });
}

// Text as the value that the schema asks for.
json::value scalar(const json::object& schema, const std::string& text) {
  if (is_of_type(schema, "string") || !schema.contains("type")) return json::value(text);
  const auto value = parse_json(text, "parameter");
  if (!value) return json::value(text);
  const bool number = is_of_type(schema, "number") || is_of_type(schema, "integer");
  if ((number && value->is_number()) || (is_of_type(schema, "boolean") && value->is_bool())) return *value;
  return json::value(text);
}

json::array list_of(const json::object& schema, const std::vector<std::string>& texts) {
  const json::object* items = object_of(schema, "items");
  json::array list;
  for (const std::string& text : texts)
    list.push_back(items != nullptr ? scalar(*items, text) : json::value(text));
  return list;
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (std::size_t end = text.find(separator); end != std::string::npos; end = text.find(separator, begin)) {
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  parts.push_back(text.substr(begin));
  return parts;
}

json::value parameter(const json::object* schema, const std::vector<std::string>& texts) {
  if (schema == nullptr)
    return texts.size() == 1 ? json::value(texts.front()) : json::value(list_of({}, texts));
  if (is_of_type(*schema, "array"))
    // One value with commas is a list in OpenAPI's style without explode.
    return list_of(*schema, texts.size() == 1 ? split(texts.front(), ',') : texts);
  return texts.size() == 1 ? scalar(*schema, texts.front()) : json::value(list_of(*schema, texts));
}

// The schemas of the members of a group: "pathParameters", "queryParameters", "headers".
const json::object& members_of(const json::object& description, std::string_view group) {
  static const json::object none;
  const json::object* properties = object_of(description, "properties");
  const json::object* schema = properties != nullptr ? object_of(*properties, group) : nullptr;
  const json::object* members = schema != nullptr ? object_of(*schema, "properties") : nullptr;
  return members != nullptr ? *members : none;
}

std::string form_decoded(std::string text) {
  std::ranges::replace(text, '+', ' ');
  return percent_decoded(text);
}

pairs pairs_of(std::string_view encoded) {
  pairs decoded;
  for (std::string_view rest = encoded; !rest.empty();) {
    const std::string_view pair = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(pair.size() + 1, rest.size()));
    const std::size_t equals = std::min(pair.find('='), pair.size());
    if (!pair.empty())
      decoded.emplace_back(form_decoded(std::string(pair.substr(0, equals))),
                           form_decoded(std::string(pair.substr(std::min(equals + 1, pair.size())))));
  }
  return decoded;
}

// Repeated names become one member with a list.
json::object grouped(const json::object& schemas, const pairs& all) {
  json::object group;
  for (const auto& [name, value] : all) {
    if (group.contains(name)) continue;
    std::vector<std::string> texts;
    for (const auto& [other, text] : all) {
      if (other == name) texts.push_back(text);
    }
    group.emplace(name, parameter(object_of(schemas, name), texts));
  }
  return group;
}

json::object headers_from(const json::object& schemas, const sandbox_request& request) {
  json::object headers;
  for (const auto& member : schemas) {
    const std::string name(view(member.key()));
    std::vector<std::string> texts;
    for (const auto& [field, value] : request.headers) {
      if (equal_ignoring_case(field, name)) texts.push_back(value);
    }
    if (!texts.empty()) headers.emplace(name, parameter(member.value().if_object(), texts));
  }
  return headers;
}

bool is_json(std::string_view content_type) {
  const std::string type = lower_case(content_type.substr(0, content_type.find(';')));
  return type.find("/json") != std::string::npos || type.find("+json") != std::string::npos;
}

result<json::value> body_from(const sandbox_request& request) {
  const std::string_view type = request.header("Content-Type");
  if (is_json(type)) return parse_json(request.body, "the body");
  if (lower_case(type).starts_with("application/x-www-form-urlencoded"))
    return json::value(grouped({}, pairs_of(request.body)));
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
  if (!way.path_parameters.empty())
    settings.emplace("pathParameters",
                     grouped(members_of(description, "pathParameters"),
                             pairs(way.path_parameters.begin(), way.path_parameters.end())));
  if (json::object query = grouped(members_of(description, "queryParameters"), pairs_of(request.query()));
      !query.empty())
    settings.emplace("queryParameters", std::move(query));
  if (json::object headers = headers_from(members_of(description, "headers"), request); !headers.empty())
    settings.emplace("headers", std::move(headers));
  if (request.body.empty()) return settings;
  auto body = body_from(request);
  if (!body) return std::move(body).error();
  settings.emplace("body", *std::move(body));
  return settings;
}

} // namespace http_task::host
