#include "description/form_parts.hpp"

#include "description/display_text.hpp"
#include "description/media_type.hpp"

namespace http_task::description {
namespace {

constexpr std::size_t most_parts = 1'000;

bool is_file(const json::object& schema) {
  const json::value* type = schema.if_contains("type");
  const bool text = !type || (type->is_string() && json::view(type->get_string()) == "string");
  const std::string_view format = json::string_member(schema, "format");
  return text && (format == "binary" || schema.contains("contentMediaType"));
}

json::object self_describing_part() {
  const json::object text{{"type", "string"}};
  return {{"title", "A file or a part that describes itself"},
          {"type", "object"},
          {"anyOf", json::array{json::object{{"required", json::array{"file"}}},
                                json::object{{"required", json::array{"content"}}}}},
          {"properties", json::object{{"file", text},
                                      {"content", text},
                                      {"filename", text},
                                      {"contentType", text},
                                      {"contentEncoding", text}}}};
}

void allow_file(json::value& schema) {
  json::object* o = schema.if_object();
  if (!o) return;
  if (json::value* items = o->if_contains("items")) return allow_file(*items);
  if (!is_file(*o)) return;
  json::object either;
  for (const std::string_view name : {"title", "description", "deprecated"})
    if (json::value* words = o->if_contains(name)) {
      either[name] = std::move(*words);
      o->erase(name);
    }
  either["anyOf"] = json::array{std::move(*o), self_describing_part()};
  schema = std::move(either);
}

} // namespace

void allow_file_parts(json::value& schema) {
  json::object* o = schema.if_object();
  json::value* members = o ? o->if_contains("properties") : nullptr;
  if (!members || !members->is_object()) return;
  for (auto& member : members->get_object())
    allow_file(member.value());
}

json::object read_encoding(const json::object& media, const trail& at, warning_list& warnings) {
  json::object parts;
  const json::value* given = media.if_contains("encoding");
  if (!given) return parts;
  const json::object* encoding = given->if_object();
  if (!encoding) {
    warnings.add(at, "Expected an object of encodings, found " + std::string(json::kind_name(*given)) +
                         "; left out.");
    return parts;
  }
  for (const auto& member : *encoding) {
    const json::object* o = member.value().if_object();
    if (!o || parts.size() == most_parts) continue;
    json::object part;
    for (const std::string_view name : {"contentType", "style"})
      if (const std::string_view text = json::string_member(*o, name); !text.empty())
        part[name] = single_line(text, longest_media_type);
    for (const std::string_view name : {"explode", "allowReserved"})
      if (const json::value* flag = o->if_contains(name); flag && flag->is_bool()) part[name] = *flag;
    if (!part.empty()) parts[member.key()] = std::move(part);
  }
  return parts;
}

} // namespace http_task::description
