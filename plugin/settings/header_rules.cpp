#include "settings/header_rules.hpp"

#include "base/text.hpp"
#include "message/fields.hpp"

#include <algorithm>
#include <array>

namespace http_task::settings {
namespace {

struct reserved_field {
  std::string_view name;
  std::string_view advice;
};

constexpr std::string_view from_body = "Leave it out: it is made from the body.";
constexpr std::string_view of_connection =
    "Leave it out: it concerns the connection, which the client looks after.";

constexpr std::array reserved_fields = std::to_array<reserved_field>({
    {"connection", of_connection},
    {"content-length", from_body},
    {"expect", "Leave it out: the client decides whether to wait before it sends a body."},
    {"host", "Leave it out: it is made from uri."},
    {"http2-settings", of_connection},
    {"keep-alive", of_connection},
    {"proxy-authenticate", of_connection},
    {"proxy-authorization", of_connection},
    {"proxy-connection", of_connection},
    {"te", of_connection},
    {"trailer", from_body},
    {"transfer-encoding", from_body},
    {"upgrade", of_connection},
});

constexpr std::array single_fields = std::to_array<std::string_view>({
    "authorization",
    "content-encoding",
    "content-language",
    "content-location",
    "content-range",
    "content-type",
    "cookie",
    "date",
    "from",
    "if-modified-since",
    "if-range",
    "if-unmodified-since",
    "max-forwards",
    "origin",
    "range",
    "referer",
    "user-agent",
});

} // namespace

std::optional<problem> check_header_name(std::string_view name) {
  if (!message::is_token(name)) {
    if (const std::string control = describe_control(name, false); !control.empty())
      return make_problem("input.invalid", "The name of a header field " + control + ".");
    return make_problem("input.invalid",
                        name.empty()
                            ? "The name of a header field is empty."
                            : "Expected the name of a header field: letters, digits and !#$%&'*+-.^_`|~.");
  }
  const auto reserved =
      std::ranges::find_if(reserved_fields, [&](const reserved_field& f) { return iequals(f.name, name); });
  if (reserved == reserved_fields.end()) return std::nullopt;
  problem p = make_problem("input.reserved_header",
                           "The header field " + std::string(name) + " is set by the client.");
  p.advice = reserved->advice;
  return p;
}

std::optional<problem> check_header_value(std::string_view value) {
  const std::string control = describe_control(value, true);
  if (control.empty()) return std::nullopt;
  problem p = make_problem("input.invalid", "The value of the header field " + control + ".");
  p.advice = "Remove it; a header field is one line of text.";
  return p;
}

std::string describe_control(std::string_view text, bool allow_tab) {
  const auto is_control = [&](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && !(allow_tab && c == '\t')) || byte == 0x7F;
  };
  const auto found = std::ranges::find_if(text, is_control);
  if (found == text.end()) return {};
  const auto at = static_cast<std::size_t>(found - text.begin());
  if (text.substr(at) == "\n" || text.substr(at) == "\r" || text.substr(at) == "\r\n")
    return "ends with a line break (" + code_point_name(text.back()) + ")";
  return "holds the control character " + code_point_name(*found) + " at position " + std::to_string(at + 1);
}

bool is_single_field(std::string_view name) noexcept {
  return std::ranges::any_of(single_fields, [&](std::string_view single) { return iequals(single, name); });
}

} // namespace http_task::settings
