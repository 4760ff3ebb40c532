#include "curl_command/credentials.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace http_task::host {
namespace {

constexpr std::string_view mask = "***";

// Parts of names, in letters and digits alone, that only credentials have.
constexpr auto telling = std::to_array<std::string_view>(
    {"apikey", "secret", "password", "passwd", "accesstoken", "authtoken", "refreshtoken", "privatetoken",
     "bearertoken", "subscriptionkey", "accesskey", "sessiontoken", "idtoken", "securitytoken",
     "authorization", "credential", "clientassertion", "authkey", "privatekey"});
// And whole names.
constexpr auto whole = std::to_array<std::string_view>(
    {"token", "cookie", "xauth", "pwd", "passphrase", "xtoken", "apitoken", "appkey", "sessionid", "jwt"});
// And those of a query, where nothing else is called so.
constexpr auto of_query = std::to_array<std::string_view>({"key", "sig", "signature"});

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_plain(char c) {
  return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9');
}

std::string upper_name(std::string_view text) {
  std::string name;
  for (const char c : text) {
    if (is_plain(c))
      name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    else if (!name.empty() && name.back() != '_')
      name += '_';
  }
  while (name.ends_with('_'))
    name.pop_back();
  return name;
}

// The registrable name of a host, as far as one can tell without the list of suffixes.
std::string_view owner_of(std::string_view host) {
  std::vector<std::string_view> labels;
  for (std::size_t from = 0; from <= host.size();) {
    const std::size_t dot = std::min(host.find('.', from), host.size());
    labels.push_back(host.substr(from, dot - from));
    from = dot + 1;
  }
  const bool address =
      host.find_first_not_of("0123456789.") == std::string_view::npos || host.starts_with('[');
  if (address || labels.size() < 2) return host;
  const bool two_parts =
      labels.size() > 2 && labels.back().size() == 2 && labels[labels.size() - 2].size() <= 3;
  return labels[labels.size() - (two_parts ? 3 : 2)];
}

bool is_expression(std::string_view value) {
  return value.starts_with("${") && value.find('}') == value.size() - 1;
}

} // namespace

credentials::credentials(std::string_view host) : prefix_(upper_name(owner_of(host))) {}

std::string credentials::keep(std::string_view name, std::string_view value) {
  const std::string base = prefix_ + (prefix_.empty() ? "" : "_") + secret_name(name);
  constexpr std::string_view variable = "${workflow.input.";
  if (value.starts_with("${secrets.") && is_expression(value)) return std::string(value);
  if (value.starts_with(variable) && is_expression(value))
    return "${secrets." + std::string(value.substr(variable.size()));
  const bool known = value != mask && !value.empty() && value.find("${") == std::string_view::npos;
  const auto same = std::ranges::find_if(values_, [&](const auto& kept) {
    return known && kept.second == value && kept.first.starts_with(base);
  });
  if (same != values_.end()) return "${secrets." + same->first + "}";
  std::string unique = base;
  const auto is_taken = [this](std::string_view n) {
    return std::ranges::any_of(values_, [n](const auto& kept) { return kept.first == n; });
  };
  for (unsigned i = 2; known && is_taken(unique); ++i)
    unique = base + "_" + std::to_string(i);
  if (known) values_.emplace_back(unique, value);
  return "${secrets." + unique + "}";
}

bool is_secret_name(std::string_view name) {
  std::string letters;
  for (const char c : name) {
    if (is_plain(c)) letters += lower(c);
  }
  const auto within = [&letters](std::string_view part) { return letters.find(part) != std::string::npos; };
  return std::ranges::find(whole, letters) != whole.end() || std::ranges::any_of(telling, within);
}

bool is_secret_parameter(std::string_view name) {
  return is_secret_name(name) || std::ranges::find(of_query, name) != of_query.end();
}

std::string secret_name(std::string_view name) {
  std::string upper = upper_name(name);
  if (upper.starts_with("X_")) upper.erase(0, 2);
  return upper.empty() ? "SECRET" : upper;
}

std::string base64_decoded(std::string_view text) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  while (text.ends_with('='))
    text.remove_suffix(1);
  std::string out;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char c : text) {
    const std::size_t digit = digits.find(c);
    if (digit == std::string_view::npos) return {};
    bits = (bits << 6U) | static_cast<std::uint32_t>(digit);
    count += 6;
    if (count >= 8) {
      count -= 8;
      out += static_cast<char>((bits >> count) & 0xFFU);
    }
  }
  return out;
}

} // namespace http_task::host
