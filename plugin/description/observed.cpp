#include "description/observed.hpp"

#include "base/text.hpp"
#include "description/display_text.hpp"
#include "description/inferred_schema.hpp"
#include "description/media_type.hpp"
#include "description/security.hpp"
#include "description/server.hpp"

#include <algorithm>
#include <array>

namespace http_task::description {
namespace {

constexpr std::size_t longest_text = 20'000;
constexpr std::size_t longest_title = 200;

// Letters and digits in lower case: "X-Api_Key" to "xapikey".
std::string squeezed(std::string_view name) {
  std::string text;
  for (const char c : to_lower(name))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) text += c;
  return text;
}

json::object value_schema(const observed_value& v, std::string_view api) {
  json::object schema{{"type", "string"}};
  if (!v.description.empty()) schema["description"] = clean_text(v.description, longest_text);
  if (names_secret(v.name))
    schema["default"] = secret_expression(api, v.name);
  else if (v.sent)
    schema["default"] = v.value;
  else if (!v.value.empty())
    schema["examples"] = json::array{json::value(v.value)};
  return schema;
}

json::object group_schema(const std::vector<observed_value>& values, std::string_view api) {
  json::object properties;
  for (const observed_value& v : values) {
    // The same name again makes a list.
    if (json::value* known = properties.if_contains(v.name)) {
      json::object& schema = known->get_object();
      if (!v.sent || names_secret(v.name)) continue;
      json::value& given = schema["default"];
      json::array list = given.is_array()    ? std::move(given.get_array())
                         : given.is_string() ? json::array{std::move(given)}
                                             : json::array{};
      list.push_back(json::value(v.value));
      given = std::move(list);
      schema["type"] = "array";
      schema["items"] = json::object{{"type", "string"}};
    } else {
      properties[v.name] = value_schema(v, api);
    }
  }
  return {{"type", "object"}, {"properties", std::move(properties)}};
}

json::object path_schema(const observed_request& request) {
  json::object properties;
  json::array required;
  const std::string_view path = request.path;
  for (std::size_t open = path.find('{'); open != std::string_view::npos; open = path.find('{', open + 1)) {
    const std::size_t close = path.find('}', open);
    if (close == std::string_view::npos) break;
    const std::string_view name = path.substr(open + 1, close - open - 1);
    if (name.empty() || properties.contains(name)) continue;
    json::object schema{{"type", "string"}};
    const auto known = std::ranges::find(request.path_values, name, &observed_value::name);
    if (known != request.path_values.end()) {
      if (!known->description.empty()) schema["description"] = clean_text(known->description, longest_text);
      if (!known->value.empty()) schema["examples"] = json::array{json::value(known->value)};
    }
    properties[name] = std::move(schema);
    required.push_back(json::value(name));
  }
  json::object group{{"type", "object"}};
  group["required"] = std::move(required);
  group["properties"] = std::move(properties);
  return group;
}

json::object body_schema(const observed_request& request, std::string_view api) {
  if (!request.body) return {{"type", "string"}, {"contentMediaType", request.content_type}};
  json::object schema = infer_schema(*request.body);
  // One request is no proof that its members are demanded.
  schema.erase("required");
  schema[request.body_is_default ? "default" : "examples"] =
      request.body_is_default ? without_secrets(*request.body, api)
                              : json::value(json::array{without_secrets(*request.body, api)});
  return schema;
}

json::object responses_of(const observed_request& request, std::string_view api) {
  json::object by_status;
  for (const observed_response& r : request.responses) {
    if (r.status < 100 || r.status > 599) continue;
    json::value& place = by_status[std::to_string(r.status)];
    if (place.is_null()) place.emplace_object();
    json::object& out = place.get_object();
    if (!out.contains("description") && !r.description.empty())
      out["description"] = clean_text(r.description, longest_text);
    if (r.content_type.empty()) continue;
    if (!out.contains("contentType")) out["contentType"] = single_line(r.content_type, longest_media_type);
    if (!r.body) continue;
    json::object seen = infer_schema(without_secrets(*r.body, api));
    json::value& schema = out["schema"];
    schema = schema.is_object() ? merge_schemas(std::move(schema.get_object()), seen) : std::move(seen);
  }
  return by_status;
}

json::object annotation_of(const observed_request& request, const observed_api& api) {
  json::object out{{"api", json::object{{"id", api.id}, {"title", api.title}}}};
  if (!api.version.empty()) out["api"].get_object()["version"] = api.version;
  out["method"] = request.method;
  out["path"] = request.path;
  if (!request.tags.empty()) out["tags"] = json::array(request.tags.begin(), request.tags.end());
  if (!request.server.empty()) out["servers"] = json::array{json::object{{"url", request.server}}};
  if (!request.content_type.empty())
    out["requestBody"] = json::object{{"contentTypes", json::array{json::value(request.content_type)}}};
  out["responses"] = responses_of(request, api.id);
  json::object origin{{"pointer", request.pointer}};
  if (!api.source.empty()) origin["source"] = api.source;
  out["origin"] = std::move(origin);
  return out;
}

} // namespace

bool names_secret(std::string_view name) {
  constexpr auto words = std::to_array<std::string_view>(
      {"accesskey", "apikey", "authorization", "authtoken", "bearer", "clientsecret", "cookie", "credential",
       "csrf", "jwt", "passphrase", "passwd", "password", "privatekey", "secret", "session", "sid",
       "signature", "xsrf"});
  const std::string text = squeezed(name);
  // "token" alone or at the end: access_token, X-Auth-Token; but not token_type.
  return text == "key" || text == "pwd" || text == "auth" || text.ends_with("token") ||
         std::ranges::any_of(words, [&](std::string_view word) {
           return word == "sid" ? text == word : text.find(word) != std::string::npos;
         });
}

std::string secret_expression(std::string_view api, std::string_view name) {
  std::string upper;
  for (const char c : to_upper(name))
    if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
      upper += c;
    else if (!upper.empty() && upper.back() != '_')
      upper += '_';
  return "${secrets." + secret_prefix(api) + "_" + upper + "}";
}

json::value without_secrets(json::value value, std::string_view api) {
  if (json::array* a = value.if_array())
    for (json::value& item : *a)
      item = without_secrets(std::move(item), api);
  if (json::object* o = value.if_object())
    for (auto& member : *o) {
      const std::string_view name = json::view(member.key());
      if (member.value().is_string() && names_secret(name))
        member.value() = secret_expression(api, name);
      else if (member.value().is_structured())
        member.value() = without_secrets(std::move(member.value()), api);
    }
  return value;
}

json::object describe_observed(const observed_request& request, const observed_api& api) {
  json::object root{{"$schema", "https://json-schema.org/draft/2020-12/schema"}};
  const std::string title = single_line(request.title, longest_title);
  root["title"] = title.empty() ? request.method + " " + request.path : title;
  if (!request.description.empty()) root["description"] = clean_text(request.description, longest_text);
  root["type"] = "object";
  json::array required{"method", "uri"};
  json::object properties{
      {"method", json::object{{"const", request.method}}},
      {"uri", json::object{{"type", "string"}, {"default", join_uri(request.server, request.path)}}}};
  if (json::object path = path_schema(request); !path["properties"].get_object().empty()) {
    properties["pathParameters"] = std::move(path);
    required.push_back("pathParameters");
  }
  if (!request.query.empty()) properties["queryParameters"] = group_schema(request.query, api.id);
  std::vector<observed_value> headers = request.headers;
  if (!request.content_type.empty()) headers.push_back({"Content-Type", request.content_type, "", true});
  if (!headers.empty()) properties["headers"] = group_schema(headers, api.id);
  if (!request.content_type.empty()) properties["body"] = body_schema(request, api.id);
  if (!request.authentication.empty())
    properties["authentication"] = json::object{{"type", "object"}, {"default", request.authentication}};
  root["required"] = std::move(required);
  root["properties"] = std::move(properties);
  root["endpoint"] = annotation_of(request, api);
  return root;
}

result<api> read_observed(json::array endpoints, std::vector<finding> found, const read_options& options) {
  result<api> out = read_native(std::move(endpoints), options);
  if (out) {
    out->warnings.insert(out->warnings.begin(), found.begin(), found.end());
    return out;
  }
  problem p = out.error();
  p.findings.insert(p.findings.begin(), found.begin(), found.end());
  return p;
}

} // namespace http_task::description
