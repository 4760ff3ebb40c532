#include "description/swagger.hpp"

#include "base/text.hpp"
#include "description/display_text.hpp"
#include "description/media_type.hpp"
#include "description/openapi_schema.hpp"
#include "uri/parameter_style.hpp"

#include <algorithm>
#include <array>

namespace http_task::description {
namespace {

constexpr std::size_t longest_url = 2'000;
constexpr std::size_t longest_text = 20'000;

std::string_view text_at(const document& source, std::string_view pointer) {
  const json::value* v = source.find(pointer);
  return v && v->is_string() ? json::view(v->get_string()) : std::string_view{};
}

bool is_true(const json::object& o, std::string_view name) {
  const json::value* v = o.if_contains(name);
  return v && v->is_bool() && v->get_bool();
}

// 2.0, "Parameter Object": what of a schema stands in the parameter itself.
json::object schema_of(const json::object& parameter) {
  constexpr auto keywords = std::to_array<std::string_view>(
      {"type", "format", "items", "default", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum",
       "maxLength", "minLength", "pattern", "maxItems", "minItems", "uniqueItems", "enum", "multipleOf",
       "example"});
  json::object schema;
  for (const std::string_view name : keywords)
    if (const json::value* v = parameter.if_contains(name)) schema[name] = *v;
  // What the converters of that time wrote where 2.0 has no word.
  if (const json::value* example = parameter.if_contains("x-example")) schema["example"] = *example;
  if (is_true(parameter, "x-nullable")) schema["nullable"] = true;
  return schema;
}

} // namespace

std::vector<server> swagger_servers(const document& source, const json::object* operation) {
  const json::array* own = operation ? json::array_member(*operation, "schemes") : nullptr;
  const json::value* general = source.find("/schemes");
  const json::array* schemes = own ? own : general ? general->if_array() : nullptr;
  std::vector<std::string> names;
  for (const std::string_view wanted : {"https", "http"})
    if (schemes && std::ranges::find(*schemes, json::value(wanted)) != schemes->end())
      names.emplace_back(wanted);
  if (names.empty()) names.emplace_back("https");

  const std::string_view host = text_at(source, "/host");
  std::string path(text_at(source, "/basePath"));
  if (!path.starts_with('/')) path.insert(0, "/");
  std::vector<server> servers;
  if (host.empty() || host.find_first_of("/ ?#") != std::string_view::npos)
    return {{single_line(path, longest_url), ""}};
  for (const std::string& name : names)
    servers.push_back({single_line(name + "://" + std::string(host) + path, longest_url), ""});
  return servers;
}

std::vector<std::string> media_types(const json::array* list) {
  std::vector<std::string> names;
  if (!list) return names;
  for (const json::value& item : *list)
    if (item.is_string() && names.size() < most_media_types &&
        json::view(item.get_string()).find('/') != std::string_view::npos)
      names.push_back(shown_media_type(json::view(item.get_string())));
  return names;
}

json::object modern_scheme(const json::object& scheme) {
  json::object modern = scheme;
  const std::string_view type = json::string_member(scheme, "type");
  if (type == "basic") {
    modern["type"] = "http";
    modern["scheme"] = "basic";
  } else if (type == "oauth2") {
    const std::string_view flow = json::string_member(scheme, "flow");
    json::object described;
    for (const std::string_view name : {"authorizationUrl", "tokenUrl", "scopes"})
      if (const json::value* v = scheme.if_contains(name)) {
        described[name] = *v;
        modern.erase(name);
      }
    modern.erase("flow");
    modern["flows"] = json::object{{flow == "application"  ? "clientCredentials"
                                    : flow == "accessCode" ? "authorizationCode"
                                    : flow == "password"   ? "password"
                                                           : "implicit",
                                    std::move(described)}};
  }
  return modern;
}

openapi_style swagger_style(std::string_view in, const json::object& parameter, const trail& at,
                            warning_list& warnings) {
  const bool is_list = json::string_member(parameter, "type") == "array";
  std::string_view format = json::string_member(parameter, "collectionFormat");
  if (format.empty()) format = "csv";
  json::object modern;
  if (is_list && in == "query") {
    modern["explode"] = format == "multi";
    if (format == "ssv") modern["style"] = "spaceDelimited";
    if (format == "pipes") modern["style"] = "pipeDelimited";
  }
  const bool known = format == "csv" || (in == "query" && format != "tsv");
  if (is_list && !known)
    warnings.add(at, "A list in the " + std::string(in) + " with the collectionFormat \"" +
                         single_line(format, 20) + "\" cannot be written; commas are used.");
  return read_style(in, modern, !is_list, at, warnings);
}

json::object swagger_parameter_schema(const parameter& p, definitions& defs, warning_list& warnings) {
  const json::value source = schema_of(*p.object);
  json::value schema = translate_schema(source, trail(p.pointer), direction::request, {}, defs, warnings);
  json::object* o = schema.if_object();
  return o ? std::move(*o) : json::object{};
}

request_body swagger_body(const std::vector<parameter>& all, const std::vector<std::string>& consumes,
                          definitions& defs, warning_list& warnings) {
  request_body body;
  json::object properties;
  json::array required;
  bool has_file = false;
  bool marked = false;
  for (const parameter& p : all) {
    if (p.in == "body") {
      body.present = true;
      body.origin = p.pointer;
      marked = is_true(*p.object, "required");
      const json::value* schema = p.object->if_contains("schema");
      body.schema = schema ? inlined_schema(*schema, trail(json::join(p.pointer, "schema")),
                                            direction::request, defs, warnings)
                           : json::value(json::object{});
      if (json::object* o = body.schema.if_object(); o && !o->contains("description"))
        if (const std::string_view text = json::string_member(*p.object, "description"); !text.empty())
          (*o)["description"] = clean_text(text, longest_text);
    } else if (p.in == "formData") {
      json::object property = swagger_parameter_schema(p, defs, warnings);
      if (const std::string_view text = json::string_member(*p.object, "description"); !text.empty())
        property["description"] = clean_text(text, longest_text);
      properties[p.name] = std::move(property);
      if (is_true(*p.object, "required")) required.push_back(json::value(p.name));
      has_file |= json::string_member(*p.object, "type") == "file";
      if (body.origin.empty()) body.origin = p.pointer.substr(0, p.pointer.rfind('/'));
    }
  }
  if (properties.empty() && !body.present) return body;
  const auto of_form = [](std::string_view type) { return is_form(type) || is_multipart(type); };
  if (!body.present) {
    body.present = true;
    body.schema = json::object{{"type", "object"}};
    if (!required.empty()) body.schema.get_object()["required"] = std::move(required);
    body.schema.get_object()["properties"] = std::move(properties);
    std::ranges::copy_if(consumes, std::back_inserter(body.content_types), of_form);
    if (has_file) std::erase_if(body.content_types, is_form);
    if (body.content_types.empty())
      body.content_types = {has_file ? "multipart/form-data" : "application/x-www-form-urlencoded"};
  } else {
    if (!properties.empty())
      warnings.add(body.origin, "An operation has a body or form parameters; the latter are left out.");
    body.content_types = consumes.empty() ? std::vector<std::string>{"application/json"} : consumes;
  }
  std::ranges::stable_sort(body.content_types, {}, media_rank);
  finish_body(body, marked);
  return body;
}

} // namespace http_task::description
