#include "settings/method_rules.hpp"

#include "base/text.hpp"
#include "expression/template.hpp"
#include "message/fields.hpp"
#include "settings/own_schema.hpp"

#include <algorithm>

namespace http_task::settings {
namespace {

std::string quoted(std::string_view text) {
  return '"' + std::string(text) + '"';
}

} // namespace

void check_method(const json::object& settings, const std::string& prefix, stage when, report& found) {
  const std::string_view method = json::string_member(settings, "method");
  if (method.empty() || (when == stage::stored && expression::has_expression(method))) return;
  const std::string pointer = prefix + "/method";
  const std::string sent = sent_method(method);
  if (!message::is_token(method)) {
    found.errors.push_back(
        {pointer,
         "A method is one word of letters, digits and !#$%&'*+-.^_`|~ (RFC 9110, section 9.1).",
         "a method",
         {}});
    return;
  }
  if (iequals(method, "CONNECT")) {
    found.errors.push_back({pointer, "CONNECT is for proxies and cannot be used in a request.", {}, {}});
    return;
  }
  if (sent != method) {
    found.warnings.push_back({pointer, "Methods are upper case; " + sent + " is sent.", {}, quoted(sent)});
    return;
  }
  if (std::ranges::find(methods(), method) != methods().end()) return;
  const std::string upper = to_upper(method);
  const auto meant = std::ranges::find_if(
      methods(), [&](std::string_view known) { return edit_distance(upper, known, 1) <= 1; });
  if (meant != methods().end())
    found.errors.push_back(
        {pointer, quoted(method) + " is no registered method.", "a method", quoted(*meant)});
  else
    found.warnings.push_back(
        {pointer,
         quoted(method) + " is no method that is registered with IANA; it is sent as it stands.",
         {},
         {}});
}

} // namespace http_task::settings
