#include "schema/format.hpp"

#include <boost/url/ipv4_address.hpp>
#include <boost/url/ipv6_address.hpp>

#include <algorithm>

namespace http_task::schema::formats {
namespace {

constexpr std::size_t longest_name = 253;
constexpr std::size_t longest_label = 63;

bool is_alphanumeric(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}
bool is_ascii(char c) noexcept {
  return static_cast<unsigned char>(c) < 0x80;
}

// RFC 5322, section 3.2.3.
bool is_atom_text(char c, bool international) noexcept {
  return is_alphanumeric(c) || std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos ||
         (international && !is_ascii(c));
}

bool is_dot_atom(std::string_view text, bool international) noexcept {
  return !text.empty() && text.front() != '.' && text.back() != '.' &&
         text.find("..") == std::string_view::npos &&
         std::ranges::all_of(text, [&](char c) { return c == '.' || is_atom_text(c, international); });
}

// RFC 5321, section 4.1.2, Quoted-string; the quotes included.
bool is_quoted(std::string_view text, bool international) noexcept {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return false;
  text = text.substr(1, text.size() - 2);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escaped = text[i] == '\\';
    if (escaped && ++i == text.size()) return false;
    const bool printable = is_ascii(text[i]) ? text[i] >= ' ' && text[i] != 0x7F : international;
    if (!printable || (text[i] == '"' && !escaped)) return false;
  }
  return true;
}

bool is_label(std::string_view label, bool international) noexcept {
  return !label.empty() && label.size() <= longest_label && label.front() != '-' && label.back() != '-' &&
         std::ranges::all_of(label, [&](char c) {
           return is_alphanumeric(c) || c == '-' || (international && !is_ascii(c));
         });
}

bool is_name(std::string_view text, bool international) noexcept {
  if (text.size() > longest_name) return false;
  for (;;) {
    const std::size_t dot = text.find('.');
    if (!is_label(text.substr(0, dot), international)) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

bool is_address_literal(std::string_view text) noexcept {
  if (text.size() < 2 || text.front() != '[' || text.back() != ']') return false;
  text = text.substr(1, text.size() - 2);
  constexpr std::string_view tag = "IPv6:";
  return text.starts_with(tag) ? is_ipv6(text.substr(tag.size())) : is_ipv4(text);
}

} // namespace

bool is_hostname(std::string_view text) noexcept {
  return is_name(text, false);
}

bool is_email(std::string_view text, bool international) noexcept {
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos) return false;
  const std::string_view local = text.substr(0, at);
  const std::string_view domain = text.substr(at + 1);
  return (is_dot_atom(local, international) || is_quoted(local, international)) &&
         (is_name(domain, international) || is_address_literal(domain));
}

bool is_ipv4(std::string_view text) noexcept {
  return boost::urls::parse_ipv4_address(text).has_value();
}

bool is_ipv6(std::string_view text) noexcept {
  return boost::urls::parse_ipv6_address(text).has_value();
}

} // namespace http_task::schema::formats
