#include "description/yaml.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>

namespace http_task::description {
namespace {

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

// [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?
bool is_number(std::string_view text) noexcept {
  const auto digits = [&] {
    const auto end = std::ranges::find_if_not(text, is_digit);
    const auto count = static_cast<std::size_t>(end - text.begin());
    text.remove_prefix(count);
    return count;
  };
  const auto skip = [&](std::string_view any_of) {
    const bool found = !text.empty() && any_of.find(text.front()) != std::string_view::npos;
    if (found) text.remove_prefix(1);
    return found;
  };
  skip("-+");
  const bool whole = digits() != 0;
  if (skip(".")) {
    if (digits() == 0 && !whole) return false;
  } else if (!whole) {
    return false;
  }
  if (skip("eE")) {
    skip("-+");
    if (digits() == 0) return false;
  }
  return text.empty();
}

// 0o17 and 0xFF.
std::optional<json::value> of_base(std::string_view text, std::string_view prefix, int base) {
  if (!text.starts_with(prefix)) return std::nullopt;
  text.remove_prefix(prefix.size());
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

json::value number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  const char* end = text.data() + text.size();
  if (text.find_first_of(".eE") == std::string_view::npos) {
    std::int64_t i = 0;
    if (std::from_chars(text.data(), end, i).ec == std::errc{}) return i;
    std::uint64_t u = 0;
    if (std::from_chars(text.data(), end, u).ec == std::errc{}) return u;
  }
  double d = 0;
  const auto [stop, error] = std::from_chars(text.data(), end, d);
  // JSON has no number for what is too large.
  return error == std::errc{} && std::isfinite(d) ? json::value(d) : json::value(text);
}

} // namespace

json::value yaml_scalar(std::string_view text) {
  const auto is = [&](std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, text) != words.end();
  };
  if (is({"", "~", "null", "Null", "NULL"})) return nullptr;
  if (is({"true", "True", "TRUE"})) return true;
  if (is({"false", "False", "FALSE"})) return false;
  if (const std::optional<json::value> octal = of_base(text, "0o", 8)) return *octal;
  if (const std::optional<json::value> hexadecimal = of_base(text, "0x", 16)) return *hexadecimal;
  return is_number(text) ? number(text) : json::value(text);
}

} // namespace http_task::description
