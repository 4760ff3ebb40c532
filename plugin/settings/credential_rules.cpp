#include "settings/credential_rules.hpp"

#include "message/fields.hpp"
#include "settings/header_rules.hpp"

#include <algorithm>

namespace http_task::settings {
namespace {

std::optional<problem> refuse_control(std::string_view what, std::string_view text) {
  const std::string control = describe_control(text, false);
  if (control.empty()) return std::nullopt;
  return make_problem("input.invalid", "The " + std::string(what) + " " + control + ".");
}

bool is_visible_ascii(char c) noexcept {
  return c > 0x20 && c < 0x7F;
}

} // namespace

std::optional<problem> check_bearer_token(std::string_view token) {
  if (token.empty()) return make_problem("input.invalid", "The bearer token is empty.");
  if (std::optional<problem> p = refuse_control("bearer token", token)) return p;
  if (!std::ranges::all_of(token, is_visible_ascii)) {
    problem p =
        make_problem("input.invalid", "The bearer token holds a blank or a character outside of ASCII.");
    p.advice = "Give the token alone, without the word Bearer.";
    return p;
  }
  return std::nullopt;
}

std::optional<problem> check_username(std::string_view username) {
  if (username.find(':') != std::string_view::npos)
    return make_problem("input.invalid", "The user name holds a ':', which Basic authentication cannot carry "
                                         "(RFC 7617, section 2).");
  return refuse_control("user name", username);
}

std::optional<problem> check_password(std::string_view password) {
  return refuse_control("password", password);
}

std::optional<problem> check_cookie_name(std::string_view name) {
  if (!message::is_token(name))
    return make_problem("input.invalid",
                        "Expected the name of a cookie: letters, digits and !#$%&'*+-.^_`|~ (RFC 6265).");
  return std::nullopt;
}

std::optional<problem> check_cookie_value(std::string_view value) {
  if (std::optional<problem> p = refuse_control("value of the cookie", value)) return p;
  constexpr std::string_view separators = "\",;\\";
  const bool good = std::ranges::all_of(
      value, [&](char c) { return is_visible_ascii(c) && separators.find(c) == std::string_view::npos; });
  if (!good)
    return make_problem("input.invalid",
                        "The value of the cookie holds a blank, a quote, a comma, a semicolon, a "
                        "backslash or a character outside of ASCII (RFC 6265, section 4.1.1).");
  return std::nullopt;
}

} // namespace http_task::settings
