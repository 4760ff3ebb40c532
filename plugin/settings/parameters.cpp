#include "settings/parameters.hpp"

#include "base/text.hpp"
#include "message/media_type.hpp"
#include "settings/json_text.hpp"

#include <algorithm>

namespace http_task::settings {
namespace {

uri::value to_uri_value(const json::value& v) {
  if (v.is_null()) return {};
  if (const json::array* items = v.if_array()) {
    uri::value::list list;
    list.reserve(items->size());
    std::ranges::transform(*items, std::back_inserter(list), to_uri_value);
    return {std::move(list)};
  }
  if (const json::object* members = v.if_object()) {
    uri::value::object object;
    object.reserve(members->size());
    for (const auto& m : *members)
      object.push_back({std::string(json::view(m.key())), to_uri_value(m.value())});
    return {std::move(object)};
  }
  return {plain_text(v)};
}

// A parameter that OpenAPI describes with `content` in place of a style.
result<uri::value> content_value(const json::value& v, std::string_view content) {
  if (v.is_null()) return uri::value{};
  const std::optional<message::media_type> type = message::parse_media_type(content);
  if (!type)
    return make_problem("input.invalid", "The content of its entry in parameterStyles is no media type.");
  if (message::is_json(*type)) return uri::value{json_text(v)};
  if (!v.is_structured()) return uri::value{plain_text(v)};
  problem p = make_problem("input.invalid", "Expected a text for the content " + type->essence() +
                                                ", found " + std::string(json::kind_name(v)) + ".");
  p.advice = "Only JSON is written from a list or an object.";
  return p;
}

bool flag(const json::object& o, std::string_view name, bool otherwise) noexcept {
  const json::value* v = o.if_contains(name);
  return v && v->is_bool() ? v->get_bool() : otherwise;
}

} // namespace

std::string_view group_of(uri::place in) noexcept {
  switch (in) {
  case uri::place::path: return "pathParameters";
  case uri::place::query: return "queryParameters";
  case uri::place::cookie: return "cookies";
  case uri::place::header: break;
  }
  return "headers";
}

const json::object* style_entry(const json::object& settings, uri::place in, std::string_view name) noexcept {
  const json::object* styles = json::object_member(settings, "parameterStyles");
  const json::object* group = styles ? json::object_member(*styles, group_of(in)) : nullptr;
  if (!group) return nullptr;
  const auto found = std::ranges::find_if(*group, [&](const auto& m) {
    return in == uri::place::header ? iequals(json::view(m.key()), name) : json::view(m.key()) == name;
  });
  return found == group->end() ? nullptr : found->value().if_object();
}

result<parameter> make_parameter(uri::place in, std::string_view name, const json::value& v,
                                 const json::object* entry) {
  parameter p{std::string(name), {}, std::nullopt};
  if (!entry) {
    p.value = to_uri_value(v);
    return p;
  }
  p.style = uri::default_style(in);
  if (const std::string_view content = json::string_member(*entry, "content"); !content.empty()) {
    result<uri::value> text = content_value(v, content);
    if (!text) return std::move(text).error();
    p.value = *std::move(text);
    return p;
  }
  p.value = to_uri_value(v);
  if (const auto style = uri::find_style(in, json::string_member(*entry, "style")))
    p.style = {*style, uri::default_explode(*style), false};
  p.style->explode = flag(*entry, "explode", p.style->explode);
  p.style->allow_reserved = flag(*entry, "allowReserved", false);
  return p;
}

} // namespace http_task::settings
