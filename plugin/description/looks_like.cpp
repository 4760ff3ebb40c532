#include "description/looks_like.hpp"

#include "base/text.hpp"
#include "description/dialect.hpp"
#include "description/endpoint.hpp"

#include <algorithm>
#include <array>

namespace http_task::description {
namespace {

bool is_native(const json::object& o) {
  return json::object_member(o, annotation) || json::array_member(o, "endpoints");
}

bool is_postman(const json::object& o) {
  const json::object* info = json::object_member(o, "info");
  return info && o.contains("item") &&
         (info->contains("_postman_id") ||
          json::string_member(*info, "schema").find("postman.com") != std::string_view::npos);
}

bool is_word(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         c == '.';
}

// "openapi: 3.0.0", "'info': x", "\"swagger\": '2.0'" and the like at the start of a line. A JSON text cannot
// start so.
bool starts_with_yaml_key(std::string_view line) {
  const char quote = !line.empty() && (line[0] == '"' || line[0] == '\'') ? line[0] : '\0';
  if (quote != '\0') {
    const std::size_t end = line.find(quote, 1);
    return end != std::string_view::npos && line.substr(end + 1).starts_with(':');
  }
  const auto end = std::ranges::find_if_not(line, is_word);
  return end != line.begin() && end != line.end() && *end == ':';
}

} // namespace

document_kind kind_of(const json::value& document) {
  if (const json::array* a = document.if_array())
    return !a->empty() && a->front().is_object() && is_native(a->front().get_object()) ? document_kind::native
                                                                                       : document_kind::other;
  const json::object* o = document.if_object();
  if (!o) return document_kind::other;
  if (version_of(whole_document(document))) return document_kind::openapi;
  if (is_postman(*o)) return document_kind::postman;
  if (const json::object* log = json::object_member(*o, "log"); log && log->contains("entries"))
    return document_kind::har;
  return !o->contains("openapi") && is_native(*o) ? document_kind::native : document_kind::other;
}

std::string_view text_looks_like(std::string_view bytes) {
  if (bytes.starts_with("\x1F\x8B")) return "a gzip file";
  if (bytes.starts_with("PK\x03\x04")) return "a ZIP archive";
  if (bytes.starts_with("%PDF")) return "a PDF file";
  if (bytes.starts_with("\xFE\xFF") || bytes.starts_with("\xFF\xFE")) return "UTF-16 text";
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  bytes = trim(bytes);
  if (bytes.starts_with('<')) {
    const std::string start = to_lower(bytes.substr(0, 200));
    return start.find("<!doctype html") != std::string::npos || start.find("<html") != std::string::npos
               ? "HTML"
               : "XML";
  }
  if (bytes.starts_with("#%RAML")) return "RAML";
  if (bytes.starts_with('#') || bytes.starts_with("%YAML") || bytes.starts_with("---") ||
      starts_with_yaml_key(bytes.substr(0, bytes.find('\n'))))
    return "YAML";
  return {};
}

std::string_view value_looks_like(const json::value& document) {
  const json::object* o = document.if_object();
  if (!o) return document.is_array() ? "some other list" : "a single JSON value";
  if (o->contains("openapi")) return "another version of OpenAPI";
  if (o->contains("swagger")) return "another version of Swagger";
  if (o->contains("asyncapi")) return "AsyncAPI";
  if (json::string_member(*o, "kind") == "discovery#restDescription") return "a Google discovery document";
  if (o->contains("__schema") ||
      (json::object_member(*o, "data") && o->at("data").get_object().contains("__schema")))
    return "a GraphQL schema";
  if (o->contains("paths"))
    return "an API description that does not name its version (\"openapi\": \"3.0.0\")";
  if (o->contains("uri") && o->contains("method")) return "request settings";
  if (o->contains("tasks")) return "a workflow definition";
  if (o->contains("$schema") || o->contains("properties"))
    return "a JSON Schema without the keyword \"endpoint\"";
  return "some other JSON";
}

} // namespace http_task::description
