#include "request/headers.hpp"

#include "base/text.hpp"
#include "coding/decoder.hpp"
#include "request/parameter.hpp"
#include "settings/credential_rules.hpp"
#include "settings/header_rules.hpp"
#include "json/pointer.hpp"

#include <optional>

namespace http_task::request {
namespace {

void add_unless_empty(message::fields& headers, std::string_view name, std::string_view value) {
  if (!headers.contains(name) && !trim(value).empty())
    headers.add(std::string(name), std::string(trim(value)));
}

// Without a style a list is a field for each value, which means the same as one with commas (RFC 9110,
// section 5.3).
void add_each(const std::string& name, const uri::value::list& items, message::fields& headers) {
  for (const uri::value& item : items) {
    if (const std::string* text = item.if_text()) headers.add(name, std::string(trim(*text)));
  }
}

std::optional<problem> add_cookies(const settings::request_settings& settings, message::fields& headers) {
  std::string pairs;
  for (const settings::parameter& p : settings.cookies) {
    if (std::optional<problem> wrong = settings::check_cookie_name(p.name))
      return below(*std::move(wrong), json::join("/cookies", p.name));
    const result<std::string> written = write_parameter(uri::place::cookie, p);
    if (!written) return written.error();
    pairs += (pairs.empty() || written->empty() ? "" : "; ") + *written;
  }
  if (pairs.empty()) return std::nullopt;
  if (headers.contains("Cookie"))
    return make_problem("input.conflict", "headers has the field Cookie too; keep one of the two.",
                        "/cookies");
  headers.add("Cookie", std::move(pairs));
  return std::nullopt;
}

} // namespace

result<message::fields> build_headers(const settings::request_settings& settings) {
  message::fields headers;
  for (const settings::parameter& p : settings.headers) {
    const std::string pointer = json::join("/headers", p.name);
    if (std::optional<problem> wrong = settings::check_header_name(p.name))
      return below(*std::move(wrong), pointer);
    if (headers.contains(p.name))
      return make_problem("input.duplicate_header",
                          "The header field stands twice; names of header fields have no case.", pointer);
    if (uri::is_undefined(p.value)) continue;
    if (const auto* items = p.value.if_list();
        items && items->size() > 1 && settings::is_single_field(p.name))
      return make_problem("input.duplicate_header", "A request has one " + p.name + " only.", pointer);
    const result<std::string> value = write_parameter(uri::place::header, p);
    if (!value) return value.error();
    if (std::optional<problem> wrong = settings::check_header_value(*value))
      return below(*std::move(wrong), pointer);
    if (const auto* items = p.value.if_list(); items && !p.style)
      add_each(p.name, *items, headers);
    else
      headers.add(p.name, std::string(trim(*value)));
  }
  if (std::optional<problem> wrong = add_cookies(settings, headers)) return *std::move(wrong);
  for (const auto& [name, value] :
       {std::pair{"accept", &settings.accept}, {"contentType", &settings.content_type}}) {
    if (std::optional<problem> wrong = settings::check_header_value(*value))
      return below(*std::move(wrong), json::join("", name));
  }
  return headers;
}

void add_default_headers(const settings::request_settings& settings, bool has_body,
                         message::fields& headers) {
  add_unless_empty(headers, "Accept", settings.accept);
  if (has_body) add_unless_empty(headers, "Content-Type", settings.content_type);
  if (!headers.contains("Accept-Encoding")) headers.add("Accept-Encoding", std::string(coding::accepted));
  if (!headers.contains("User-Agent")) headers.add("User-Agent", "http-task/" HTTP_TASK_VERSION);
}

} // namespace http_task::request
