#include "schema/format.hpp"

#include <boost/url/ipv4_address.hpp>
#include <boost/url/ipv6_address.hpp>

#include <algorithm>
#include <optional>
#include <vector>

namespace http_task::schema::formats {
namespace {

constexpr std::size_t longest_name = 253;
constexpr std::size_t longest_label = 63;

// Two hyphens in the third and fourth place are kept for IDNA (RFC 5891, section 4.2.3.1).
bool has_reserved_hyphens(std::string_view label) noexcept {
  return label.size() >= 4 && label.substr(2, 2) == "--";
}

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

// Of ASCII, and no A-label.
bool is_plain_label(std::string_view label) noexcept {
  return !label.empty() && label.size() <= longest_label && label.front() != '-' && label.back() != '-' &&
         !is_a_label_form(label) &&
         std::ranges::all_of(label, [](char c) { return is_alphanumeric(c) || c == '-'; });
}

// The ideographic and the wide full stops (RFC 3490, section 3.1) as such.
std::vector<std::string_view> split_labels(std::string_view text, bool international) {
  std::vector<std::string_view> labels;
  for (;;) {
    std::size_t end = text.find('.');
    std::size_t stop = 1;
    for (const std::string_view wide : {"\xE3\x80\x82", "\xEF\xBC\x8E", "\xEF\xBD\xA1"}) {
      if (const std::size_t at = text.find(wide); international && at < end) {
        end = at;
        stop = wide.size();
      }
    }
    labels.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return labels;
    text.remove_prefix(end + stop);
  }
}

bool is_plain_name(std::string_view text) noexcept {
  if (text.size() > longest_name) return false;
  for (;;) {
    const std::size_t dot = text.find('.');
    if (!is_plain_label(text.substr(0, dot))) return false;
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

bool is_hostname(std::string_view text, bool international) {
  if (!international && is_plain_name(text)) return true;
  if (text.size() > 4 * longest_name) return false;
  const std::vector<std::string_view> labels = split_labels(text, international);
  std::size_t size = labels.size() - 1; // the dots
  for (const std::string_view label : labels) {
    const bool is_known = std::ranges::all_of(
        label, [&](char c) { return is_alphanumeric(c) || c == '-' || (international && !is_ascii(c)); });
    if (!is_known) return false;
    if (international && has_reserved_hyphens(label) && !is_a_label_form(label)) return false;
    const bool is_idn = is_a_label_form(label) || !std::ranges::all_of(label, is_ascii);
    const std::optional<std::size_t> own = is_idn                  ? idn_label_size(label)
                                           : is_plain_label(label) ? std::optional(label.size())
                                                                   : std::nullopt;
    if (!own || *own > longest_label) return false;
    size += *own;
  }
  return size <= longest_name && has_bidi_order(labels);
}

bool is_email(std::string_view text, bool international) {
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos) return false;
  const std::string_view local = text.substr(0, at);
  const std::string_view domain = text.substr(at + 1);
  return (is_dot_atom(local, international) || is_quoted(local, international)) &&
         (is_hostname(domain, international) || is_address_literal(domain));
}

bool is_ipv4(std::string_view text) noexcept {
  return boost::urls::parse_ipv4_address(text).has_value();
}

bool is_ipv6(std::string_view text) noexcept {
  return boost::urls::parse_ipv6_address(text).has_value();
}

} // namespace http_task::schema::formats
