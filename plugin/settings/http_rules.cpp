#include "settings/http_rules.hpp"

#include "base/text.hpp"
#include "expression/template.hpp"
#include "message/media_type.hpp"
#include "settings/credential_rules.hpp"
#include "settings/header_rules.hpp"
#include "json/pointer.hpp"

#include <algorithm>
#include <optional>

namespace http_task::settings {
namespace {

class checker {
public:
  checker(const located& where, stage when)
      : settings_(where.settings->get_object()), prefix_(where.pointer), stored_(when == stage::stored) {}

  report check() {
    check_trace();
    check_headers();
    check_field("accept");
    check_field("contentType");
    check_authentication();
    check_connection();
    return std::move(report_);
  }

private:
  std::string at(std::string_view name) const { return json::join(prefix_, name); }

  void error(std::string pointer, const problem& p) {
    report_.errors.push_back({std::move(pointer), with_advice(p), {}, {}});
  }
  void warn(std::string pointer, std::string detail) {
    report_.warnings.push_back({std::move(pointer), std::move(detail), {}, {}});
  }

  // Whether the text stands as it will be sent.
  bool is_final(std::string_view text) const { return !stored_ || !expression::has_expression(text); }

  void check_trace() {
    const json::value* body = settings_.if_contains("body");
    if (body && !body->is_null() && iequals(json::string_member(settings_, "method"), "TRACE"))
      error(at("body"),
            make_problem("input.invalid", "A TRACE request has no body (RFC 9110, section 9.3.8)."));
  }

  void check_headers() {
    const json::object* headers = json::object_member(settings_, "headers");
    std::vector<std::string_view> seen;
    for (std::size_t i = 0; headers && i < headers->size(); ++i) {
      const auto& member = *(headers->begin() + static_cast<std::ptrdiff_t>(i));
      const std::string_view name = json::view(member.key());
      const std::string pointer = json::join(at("headers"), name);
      if (member.value().is_null()) continue;
      if (const std::optional<problem> p = check_header_name(name)) {
        error(pointer, *p);
        continue;
      }
      if (std::ranges::any_of(seen, [&](std::string_view other) { return iequals(other, name); }))
        error(pointer, make_problem("input.duplicate_header",
                                    "The header field stands twice; names of header fields have no case."));
      seen.push_back(name);
      check_header_values(name, member.value(), pointer);
    }
  }

  void check_header_values(std::string_view name, const json::value& v, const std::string& pointer) {
    if (const json::array* items = v.if_array()) {
      if (items->size() > 1 && is_single_field(name))
        error(pointer,
              make_problem("input.duplicate_header", "A request has one " + std::string(name) + " only."));
      for (std::size_t i = 0; i < items->size(); ++i)
        check_header_text(name, (*items)[i], json::join(pointer, i));
    } else {
      check_header_text(name, v, pointer);
    }
  }

  void check_header_text(std::string_view name, const json::value& v, const std::string& pointer) {
    if (!v.is_string()) return;
    const std::string_view text = json::view(v.get_string());
    if (const std::optional<problem> p = check_header_value(text))
      error(pointer, *p);
    else if (iequals(name, "content-type"))
      check_media_type_text(text, pointer);
  }

  // A header field that has a name of its own in the settings.
  void check_field(std::string_view name) {
    const std::string_view text = json::string_member(settings_, name);
    if (const std::optional<problem> p = check_header_value(text))
      error(at(name), *p);
    else if (name == "contentType" && !text.empty())
      check_media_type_text(text, at(name));
  }

  void check_media_type_text(std::string_view text, const std::string& pointer) {
    if (is_final(text) && !message::parse_media_type(text))
      report_.errors.push_back(
          {pointer, "Expected a media type.", "a media type, e.g. application/json", {}});
  }

  void check_authentication() {
    const json::object* o = json::object_member(settings_, "authentication");
    if (!o) return;
    const std::string_view type = json::string_member(*o, "type");
    if (type == "bearer") {
      check_credential(*o, "token", &check_bearer_token);
    } else if (type == "basic") {
      check_credential(*o, "username", &check_username, false);
      check_credential(*o, "password", &check_password);
    } else if (type == "apiKey") {
      const std::string_view in = json::string_member(*o, "in");
      if (in == "header")
        check_credential(*o, "name", &check_header_name, false);
      else if (in == "cookie")
        check_credential(*o, "name", &check_cookie_name, false);
      check_credential(
          *o, "value",
          in == "header"   ? &check_header_value
          : in == "cookie" ? &check_cookie_value
                           : [](std::string_view) { return std::optional<problem>{}; });
    }
    check_conflict(*o, type);
  }

  void check_credential(const json::object& o, std::string_view name,
                        std::optional<problem> (*refuse)(std::string_view), bool is_secret = true) {
    const json::value* member = o.if_contains(name);
    if (!member || !member->is_string()) return;
    const std::string_view text = json::view(member->get_string());
    const std::string pointer = json::join(at("authentication"), name);
    if (!is_final(text)) return;
    if (const std::optional<problem> p = refuse(text))
      error(pointer, *p);
    else if (stored_ && is_secret && !text.empty())
      warn(pointer, "A credential stands in the settings as plain text; write ${secrets.NAME} instead.");
  }

  void check_conflict(const json::object& authentication, std::string_view type) {
    const bool is_key = type == "apiKey";
    const std::string_view in = json::string_member(authentication, "in");
    const std::string_view name = is_key ? json::string_member(authentication, "name") : "Authorization";
    const std::string_view place = !is_key          ? "headers"
                                   : in == "query"  ? "queryParameters"
                                   : in == "cookie" ? "cookies"
                                                    : "headers";
    const json::object* others = json::object_member(settings_, place);
    for (std::size_t i = 0; others && i < others->size(); ++i) {
      const auto& member = *(others->begin() + static_cast<std::ptrdiff_t>(i));
      const std::string_view other = json::view(member.key());
      if (!member.value().is_null() && (place == "headers" ? iequals(other, name) : other == name))
        error(json::join(at(place), other),
              make_problem("input.conflict",
                           "authentication sets " + std::string(name) + " too; keep one of the two."));
    }
  }

  void warn_of_plain_secret(const json::object& o, std::string_view name, const std::string& parent) {
    const std::string_view text = json::string_member(o, name);
    if (stored_ && !text.empty() && !expression::has_expression(text))
      warn(json::join(parent, name),
           "A credential stands in the settings as plain text; write ${secrets.NAME} instead.");
  }

  void check_connection() {
    const json::object* tls = json::object_member(settings_, "tls");
    const json::object* own = tls ? json::object_member(*tls, "clientCertificate") : nullptr;
    for (const std::string_view name : {"key", "passphrase"})
      if (own) warn_of_plain_secret(*own, name, json::join(at("tls"), "clientCertificate"));
    if (const json::object* proxy = json::object_member(settings_, "proxy"))
      if (json::string_member(*proxy, "url").find('@') != std::string_view::npos)
        warn_of_plain_secret(*proxy, "url", at("proxy"));
    const json::value* verify = tls ? tls->if_contains("verify") : nullptr;
    if (verify && verify->is_bool() && !verify->get_bool())
      warn(json::join(at("tls"), "verify"),
           "The certificate of the server is not checked: anyone can read and change "
           "what is sent.");
  }

  const json::object& settings_;
  const std::string& prefix_;
  bool stored_;
  report report_;
};

} // namespace

report check_http_rules(const located& where, stage when) {
  return checker(where, when).check();
}

} // namespace http_task::settings
