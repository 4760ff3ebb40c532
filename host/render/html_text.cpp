#include "render/html_text.hpp"

#include "text/utf8.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstdint>
#include <utility>

namespace http_task::host {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD"; // U+FFFD
constexpr std::string_view hex = "0123456789ABCDEF";

bool is_taken_away(std::uint32_t code) {
  if (code < 0x20) return code != '\n' && code != '\t';
  return (code >= 0x7F && code < 0xA0) || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069);
}

bool starts_with_scheme(std::string_view url, std::string_view scheme) {
  return url.size() > scheme.size() &&
         std::equal(scheme.begin(), scheme.end(), url.begin(), [](char a, char b) {
           return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
         });
}

} // namespace

std::string without_controls(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const utf8_character one = first_character(text.substr(at));
    if (one.size == 0)
      out += replacement;
    else if (!is_taken_away(one.code))
      out += text.substr(at, one.size);
    at += std::max<std::size_t>(one.size, 1);
  }
  return out;
}

void append_html(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
    case '&': out += "&amp;"; break;
    case '<': out += "&lt;"; break;
    case '>': out += "&gt;"; break;
    case '"': out += "&quot;"; break;
    case '\'': out += "&#39;"; break;
    default: out += c;
    }
  }
}

std::string resolve_reference(std::string_view reference) {
  constexpr auto names = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}});
  for (const auto& [name, character] : names) {
    if (reference == name) return std::string(character);
  }
  if (!reference.starts_with("&#") || !reference.ends_with(';')) return std::string(reference);
  std::string_view digits = reference.substr(2, reference.size() - 3);
  const bool is_hex = digits.starts_with('x') || digits.starts_with('X');
  if (is_hex) digits.remove_prefix(1);
  std::uint32_t code = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), code, is_hex ? 16 : 10);
  if (read.ec != std::errc() || read.ptr != digits.data() + digits.size() || code == 0)
    return std::string(replacement);
  std::string out;
  if (!is_taken_away(code)) append_utf8(out, code);
  return out;
}

void append_html_reference(std::string& out, std::string_view reference) {
  const auto is_plain = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
  const bool is_name = reference.size() > 2 && reference.front() == '&' && reference.back() == ';' &&
                       std::all_of(reference.begin() + 1, reference.end() - 1, is_plain);
  // The browser knows the names; it is given no other syntax.
  if (is_name)
    out += reference;
  else
    append_html(out, resolve_reference(reference));
}

bool is_safe_link(std::string_view url) {
  return starts_with_scheme(url, "http://") || starts_with_scheme(url, "https://") ||
         starts_with_scheme(url, "mailto:");
}

void append_html_url(std::string& out, std::string_view url) {
  constexpr std::string_view allowed = "-._~:/?#[]@!$()*+,;=%";
  for (const char c : url) {
    const auto byte = static_cast<unsigned char>(c);
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (c == '&') {
      out += "&amp;";
    } else if (letter || allowed.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += '%';
      out += hex[byte >> 4U];
      out += hex[byte & 0xFU];
    }
  }
}

} // namespace http_task::host
