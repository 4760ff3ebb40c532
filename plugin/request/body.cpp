#include "request/body.hpp"

#include "base/text.hpp"
#include "message/media_type.hpp"
#include "request/multipart.hpp"
#include "settings/json_text.hpp"
#include "json/pointer.hpp"

#include <algorithm>

namespace http_task::request {
namespace {

// The serializer of application/x-www-form-urlencoded (WHATWG URL, section 5.2).
std::string form_encode(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    if (c == ' ')
      encoded += '+';
    else if (c == '~')
      encoded += "%7E";
    else if (c == '*')
      encoded += c;
    else
      encoded += percent_encode({&c, 1});
  }
  return encoded;
}

result<std::string> write_form(const json::object& members) {
  std::string form;
  const auto add = [&](std::string_view name, const json::value& v) {
    if (!form.empty()) form += '&';
    form += form_encode(name) + '=' + form_encode(settings::plain_text(v));
  };
  for (const auto& [key, v] : members) {
    const std::string_view name = json::view(key);
    const json::array* items = v.if_array();
    const auto is_nested = [](const json::value& each) { return each.is_structured(); };
    if (v.is_object() || (items && std::ranges::any_of(*items, is_nested)))
      return make_problem("input.unsupported",
                          "A form holds text, numbers and lists of them; nested values have no "
                          "agreed form.",
                          json::join("/body", name));
    if (items) {
      for (const json::value& item : *items)
        add(name, item);
    } else if (!v.is_null()) {
      add(name, v);
    }
  }
  return form;
}

result<std::string> write_body(const json::value& body, const message::media_type& type) {
  if (message::is_json(type)) return settings::json_text(body);
  const std::string essence = type.essence();
  if (type.type == "multipart" && body.is_structured())
    return make_problem("input.unsupported",
                        "A body of the type " + essence + " cannot be made from JSON; give it as bytes.",
                        "/body");
  if (!body.is_structured()) return settings::plain_text(body);
  if (essence == "application/x-www-form-urlencoded" && body.is_object())
    return write_form(body.get_object());
  problem p = make_problem("input.invalid",
                           "Expected a string for the content type " + essence + ", found " +
                               std::string(json::kind_name(body)) + ".",
                           "/body");
  p.advice = "Set the content type to application/json, or give the body as text.";
  return p;
}

result<std::shared_ptr<message::body_source>> open_file(const settings::request_settings& settings,
                                                        const files::directory* files) {
  if (settings.body)
    return make_problem("input.conflict", "The settings have both body and bodyFile.", "/bodyFile");
  if (!files)
    return make_problem("input.path", "The options of the instance open no directory for files.",
                        "/bodyFile");
  auto opened = files->read(settings.body_file);
  return opened ? opened : below(opened.error(), "/bodyFile");
}

} // namespace

result<body> build_body(const settings::request_settings& settings, const message::fields& headers,
                        body given, const files::directory* files) {
  const std::string* by_hand = headers.find("Content-Type");
  const std::string& content_type = by_hand ? *by_hand : settings.content_type;
  const std::optional<message::media_type> type = message::parse_media_type(content_type);
  const bool has_body = given.present() || settings.body || !settings.body_file.empty();
  if (!type && (by_hand || !content_type.empty())) {
    problem p = make_problem("input.invalid", "Expected a media type.",
                             by_hand ? "/headers/Content-Type" : "/contentType");
    p.advice = "Write it as type/subtype, e.g. application/json.";
    return p;
  }
  body out;
  if (!has_body) return out;
  if (settings.method == "TRACE")
    return make_problem("input.invalid", "A TRACE request has no body (RFC 9110, section 9.3.8).", "/body");
  if (given.present()) {
    out = std::move(given);
  } else if (!settings.body_file.empty()) {
    auto file = open_file(settings, files);
    if (!file) return file.error();
    out.source = *std::move(file);
  } else if (type && type->essence() == "multipart/form-data" && settings.body->is_object()) {
    result<multipart> form = write_multipart(settings.body->get_object(), files);
    if (!form) return form.error();
    out = {std::move(form->bytes), std::move(form->source), std::move(form->content_type)};
  } else {
    result<std::string> written =
        write_body(*settings.body, type.value_or(message::media_type{"text", "plain", {}}));
    if (!written) return written.error();
    out.bytes = *std::move(written);
  }
  return out;
}

} // namespace http_task::request
