#include "request/headers.hpp"

#include "base/text.hpp"
#include "coding/decoder.hpp"
#include "settings/header_rules.hpp"
#include "json/pointer.hpp"

#include <optional>

namespace http_task::request {
namespace {

void add_unless_empty(message::fields& headers, std::string_view name, std::string_view value) {
  if (!headers.contains(name) && !trim(value).empty())
    headers.add(std::string(name), std::string(trim(value)));
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
    if (p.values.size() > 1 && settings::is_single_field(p.name))
      return make_problem("input.duplicate_header", "A request has one " + p.name + " only.", pointer);
    for (const std::string& value : p.values) {
      if (std::optional<problem> wrong = settings::check_header_value(value))
        return below(*std::move(wrong), pointer);
      headers.add(p.name, std::string(trim(value)));
    }
  }
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
