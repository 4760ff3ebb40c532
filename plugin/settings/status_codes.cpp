#include "settings/status_codes.hpp"

#include <charconv>

namespace http_task::settings {
namespace {

constexpr unsigned lowest = 200; // 1xx answers are not final (RFC 9110, section 15.2)
constexpr unsigned highest = 599;

std::optional<unsigned> parse_code(std::string_view text) noexcept {
  unsigned code = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), code);
  if (text.size() != 3 || error != std::errc{} || end != text.data() + text.size() || code < lowest ||
      code > highest)
    return std::nullopt;
  return code;
}

std::optional<status_range> parse_text(std::string_view text) noexcept {
  if (text.size() == 3 && text.ends_with("XX")) {
    if (text[0] < '2' || text[0] > '5') return std::nullopt;
    const unsigned first = static_cast<unsigned>(text[0] - '0') * 100;
    return status_range{first, first + 99};
  }
  const std::optional<unsigned> first = parse_code(text.substr(0, 3));
  if (!first || text.size() == 3) return first ? std::optional<status_range>({*first, *first}) : std::nullopt;
  const std::optional<unsigned> last = text[3] == '-' ? parse_code(text.substr(4)) : std::nullopt;
  return last && *first <= *last ? std::optional<status_range>({*first, *last}) : std::nullopt;
}

} // namespace

std::optional<status_range> parse_status(const json::value& v) noexcept {
  if (const json::string* text = v.if_string()) return parse_text(json::view(*text));
  if (!v.is_number()) return std::nullopt;
  boost::system::error_code error;
  const auto code = v.to_number<std::uint16_t>(error);
  if (error || code < lowest || code > highest) return std::nullopt;
  return status_range{code, code};
}

} // namespace http_task::settings
