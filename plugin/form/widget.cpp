#include "form/widget.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace http_task::form {
namespace {

constexpr auto type_names =
    std::to_array<std::string_view>({"string", "integer", "number", "boolean", "object", "array", "null"});

// A text that may have so many characters is given room for lines.
constexpr std::int64_t long_text = 256;

constexpr auto long_names =
    std::to_array<std::string_view>({"body", "comment", "content", "description", "html", "markdown",
                                     "message", "note", "notes", "query", "text"});

// A name of the table, so that it outlives the schema.
std::string_view known(std::string_view name) {
  const auto found = std::ranges::find(type_names, name);
  return found != type_names.end() ? *found : std::string_view();
}

std::string_view type_of_value(const json::value& v) {
  switch (v.kind()) {
  case json::kind::string: return "string";
  case json::kind::bool_: return "boolean";
  case json::kind::int64:
  case json::kind::uint64: return "integer";
  case json::kind::double_: return "number";
  case json::kind::array: return "array";
  case json::kind::object: return "object";
  case json::kind::null: return "null";
  }
  return {};
}

void add(std::vector<std::string_view>& types, std::string_view name) {
  if (!name.empty() && std::ranges::find(types, name) == types.end()) types.push_back(name);
}

std::vector<std::string_view> declared(const json::value& keyword) {
  std::vector<std::string_view> types;
  if (keyword.is_string()) {
    add(types, known(json::view(keyword.get_string())));
  } else if (keyword.is_array()) {
    for (const json::value& each : keyword.get_array()) {
      if (each.is_string()) add(types, known(json::view(each.get_string())));
    }
  }
  return types;
}

std::vector<std::string_view> in_both(const std::vector<std::string_view>& a,
                                      const std::vector<std::string_view>& b) {
  std::vector<std::string_view> both;
  const auto has = [](const auto& list, std::string_view name) {
    return std::ranges::find(list, name) != list.end();
  };
  for (const std::string_view name : a) {
    // An integer is a number.
    if (has(b, name) || (name == "integer" && has(b, "number")))
      add(both, name);
    else if (name == "number" && has(b, "integer"))
      add(both, "integer");
  }
  return both;
}

std::vector<std::string_view> guessed(const place& here) {
  std::vector<std::string_view> types;
  if (const json::value* fixed = here.keyword("const")) {
    add(types, type_of_value(*fixed));
  } else if (const json::value* list = here.keyword("enum"); list != nullptr && list->is_array()) {
    for (const json::value& v : list->get_array())
      add(types, type_of_value(v));
  } else {
    constexpr auto hints =
        std::to_array<std::pair<std::string_view, std::string_view>>({{"properties", "object"},
                                                                      {"additionalProperties", "object"},
                                                                      {"items", "array"},
                                                                      {"pattern", "string"},
                                                                      {"minLength", "string"},
                                                                      {"maxLength", "string"},
                                                                      {"minimum", "number"},
                                                                      {"maximum", "number"}});
    for (const auto& [keyword, type] : hints) {
      if (types.empty() && here.keyword(keyword) != nullptr) add(types, type);
    }
  }
  return types;
}

std::string_view text_widget(const place& here, std::string_view name) {
  const std::string_view format = here.text("format");
  if (format == "date" || format == "date-time" || format == "time" || format == "password") {
    for (const std::string_view w : {"date", "date-time", "time", "password"}) {
      if (w == format) return w;
    }
  }
  if (format == "binary" || here.text("contentMediaType") == "application/octet-stream") return "file";
  if (const json::value* most = here.keyword("maxLength"); most != nullptr && most->is_int64())
    return most->get_int64() >= long_text ? "multiline" : "text";
  const bool free = format.empty() && here.keyword("pattern") == nullptr;
  return free && std::ranges::find(long_names, to_lower(name)) != long_names.end() ? "multiline" : "text";
}

} // namespace

type_facts type_of(const place& here) {
  std::vector<std::string_view> types;
  bool said = false;
  for (const part& p : here.parts()) {
    const json::value* keyword = p.schema->if_contains("type");
    if (keyword == nullptr) continue;
    const std::vector<std::string_view> these = declared(*keyword);
    types = said ? in_both(types, these) : these;
    said = true;
  }
  if (types.empty()) types = guessed(here);

  type_facts facts;
  if (types.size() > 1) facts.nullable = std::erase(types, "null") > 0;
  // A number that may be an integer is a number.
  if (std::ranges::find(types, "number") != types.end()) std::erase(types, "integer");
  if (types.size() == 1) facts.name = types.front();
  if (types.size() > 1) facts.others = std::move(types);
  return facts;
}

std::string_view widget_of(const place& here, std::string_view type, std::string_view name) {
  const json::value* allowed = here.keyword("enum");
  if (allowed != nullptr && allowed->is_array() && !allowed->get_array().empty()) return "select";
  if (type == "string") return text_widget(here, name);
  if (type == "integer" || type == "number") return "number";
  if (type == "boolean") return "checkbox";
  if (type == "array") return here.keyword("prefixItems") == nullptr ? "list" : "json";
  if (type == "object") return here.property_names().empty() ? "map" : "object";
  return "json";
}

} // namespace http_task::form
