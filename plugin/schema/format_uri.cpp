#include "schema/format.hpp"

#include <boost/url/parse.hpp>

#include <algorithm>
#include <array>
#include <string>

namespace http_task::schema::formats {
namespace {

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_hexadecimal(char c) noexcept {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool starts_with_triplet(std::string_view text) noexcept {
  return text.size() >= 3 && text[0] == '%' && is_hexadecimal(text[1]) && is_hexadecimal(text[2]);
}

// RFC 6570, section 2.1: neither controls, space, nor one of these, and '%' only in a triplet.
bool is_literal(std::string_view text) noexcept {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '%' && !starts_with_triplet(text.substr(i))) return false;
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte == 0x7F || std::string_view("\"<>\\^`{|}").find(c) != std::string_view::npos)
      return false;
  }
  return true;
}

// Section 2.3: varchars with single dots in between.
bool is_variable_name(std::string_view name) noexcept {
  bool after_dot = true;
  while (!name.empty()) {
    const char c = name.front();
    if (c == '.' && after_dot) return false;
    after_dot = c == '.';
    if (starts_with_triplet(name))
      name.remove_prefix(3);
    else if (is_letter(c) || is_digit(c) || c == '_' || c == '.')
      name.remove_prefix(1);
    else
      return false;
  }
  return !after_dot;
}

// Section 2.4: a name with '*' or ':' and one to 9999 behind it.
bool is_variable(std::string_view text) noexcept {
  if (text.ends_with('*')) return is_variable_name(text.substr(0, text.size() - 1));
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return is_variable_name(text);
  const std::string_view length = text.substr(colon + 1);
  return !length.empty() && length.size() <= 4 && length[0] != '0' && std::ranges::all_of(length, is_digit) &&
         is_variable_name(text.substr(0, colon));
}

// What stands between the braces.
bool is_expression(std::string_view text) noexcept {
  if (!text.empty() && std::string_view("+#./;?&").find(text[0]) != std::string_view::npos)
    text.remove_prefix(1);
  for (;;) {
    const std::size_t comma = text.find(',');
    if (!is_variable(text.substr(0, comma))) return false;
    if (comma == std::string_view::npos) return true;
    text.remove_prefix(comma + 1);
  }
}

// RFC 3987, section 3.1: an IRI becomes a URI when its other characters are percent-encoded. The "v" of an
// IPvFuture host becomes the small one, which is all that Boost.URL takes.
std::string plain_form(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x80)
      encoded += c == 'V' && encoded.ends_with('[') ? 'v' : c;
    else
      encoded += "%80";
  }
  return encoded;
}

} // namespace

bool is_uri(std::string_view text, bool reference, bool international) {
  const bool as_it_is = !international && text.find("[V") == std::string_view::npos;
  const std::string encoded = as_it_is ? std::string() : plain_form(text);
  const std::string_view uri = as_it_is ? text : std::string_view(encoded);
  const auto parsed = reference ? boost::urls::parse_uri_reference(uri) : boost::urls::parse_uri(uri);
  if (!parsed) return false;
  // Boost.URL takes what it cannot read in an authority for the path, which has to start with '/'
  // (section 3.3).
  const std::string_view path = parsed->encoded_path();
  return !parsed->has_authority() || path.empty() || path.front() == '/';
}

bool is_uri_template(std::string_view text) noexcept {
  for (;;) {
    const std::size_t open = text.find('{');
    if (!is_literal(text.substr(0, open))) return false;
    if (open == std::string_view::npos) return true;
    const std::size_t close = text.find('}', open);
    if (close == std::string_view::npos || !is_expression(text.substr(open + 1, close - open - 1)))
      return false;
    text.remove_prefix(close + 1);
  }
}

bool is_json_pointer(std::string_view text) noexcept {
  if (!text.empty() && text[0] != '/') return false;
  for (std::size_t at = text.find('~'); at != std::string_view::npos; at = text.find('~', at + 1)) {
    if (at + 1 == text.size() || (text[at + 1] != '0' && text[at + 1] != '1')) return false;
  }
  return true;
}

bool is_relative_json_pointer(std::string_view text) noexcept {
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  if (digits == 0 || (digits > 1 && text[0] == '0')) return false;
  text.remove_prefix(digits);
  return text == "#" || is_json_pointer(text);
}

bool is_uuid(std::string_view text) noexcept {
  constexpr std::array<std::size_t, 4> dashes{8, 13, 18, 23};
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = std::ranges::find(dashes, i) != dashes.end();
    if (dash ? text[i] != '-' : !is_hexadecimal(text[i])) return false;
  }
  return true;
}

} // namespace http_task::schema::formats
