#include "description/openapi_style.hpp"

#include "base/text.hpp"
#include "description/display_text.hpp"
#include "description/media_type.hpp"
#include "uri/parameter_style.hpp"

namespace http_task::description {
namespace {

uri::place place_of(std::string_view in) noexcept {
  return in == "path"     ? uri::place::path
         : in == "query"  ? uri::place::query
         : in == "cookie" ? uri::place::cookie
                          : uri::place::header;
}

bool flag(const json::object& o, std::string_view name, bool otherwise) noexcept {
  const json::value* v = o.if_contains(name);
  return v && v->is_bool() ? v->get_bool() : otherwise;
}

} // namespace

openapi_style read_style(std::string_view in, const json::object& parameter, bool is_scalar, const trail& at,
                         warning_list& warnings) {
  const uri::place place = place_of(in);
  openapi_style out;
  const bool is_form = uri::default_style(place).style == uri::style::form;
  out.style = is_form ? "form" : "simple";
  if (const json::object* content = json::object_member(parameter, "content"); content && !content->empty()) {
    const std::string_view media_type = json::view(preferred_content(*content)->key());
    if (media_type.find('/') != std::string_view::npos) {
      out.explode = uri::default_style(place).explode;
      out.content = media_type;
      out.entry["content"] = media_type;
      return out;
    }
    warnings.add(at, "\"" + single_line(media_type, 100) + "\" is no media type; the content is left out.");
  }
  uri::style style = uri::default_style(place).style;
  if (const std::string_view named = json::string_member(parameter, "style");
      !named.empty() && named != out.style) {
    if (const auto known = uri::find_style(place, named)) {
      style = *known;
      out.style = named;
      out.entry["style"] = named;
    } else {
      warnings.add(at, "Parameters in the " + std::string(in) + " have no style \"" +
                           single_line(named, 100) + "\"; " + out.style + " is used.");
    }
  }
  // Settings without an entry send a header field for each item of a list.
  if (place == uri::place::header && !is_scalar) out.entry["style"] = out.style;
  const bool deep = style == uri::style::deep_object;
  out.explode = flag(parameter, "explode", deep || uri::default_explode(style));
  if (!deep && !is_scalar && out.explode != uri::default_explode(style)) out.entry["explode"] = out.explode;
  // 3.0.4, section 4.7.12.2.1: it applies to the query alone.
  out.allow_reserved = place == uri::place::query && flag(parameter, "allowReserved", false);
  if (out.allow_reserved) out.entry["allowReserved"] = true;
  return out;
}

std::string_view group_of(std::string_view in) noexcept {
  return in == "path"     ? "pathParameters"
         : in == "query"  ? "queryParameters"
         : in == "cookie" ? "cookies"
                          : "headers";
}

} // namespace http_task::description
