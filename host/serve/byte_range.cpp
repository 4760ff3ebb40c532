#include "serve/byte_range.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace http_task::host {
namespace {

std::optional<std::uint64_t> number_in(std::string_view text) noexcept {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

} // namespace

byte_range read_byte_range(std::string_view field, std::uint64_t size) noexcept {
  using enum byte_range::kinds;
  constexpr std::string_view unit = "bytes=";
  const byte_range all{whole, 0, size};
  if (!field.starts_with(unit)) return all;
  field.remove_prefix(unit.size());
  const std::size_t dash = field.find('-');
  if (dash == std::string_view::npos) return all;
  const auto first = number_in(field.substr(0, dash));
  const auto last = number_in(field.substr(dash + 1));
  if (dash == 0) { // the last so many bytes
    if (!last) return all;
    if (*last == 0 || size == 0) return {unsatisfiable, 0, 0};
    const std::uint64_t count = std::min(*last, size);
    return {part, size - count, count};
  }
  if (!first || (!last && dash + 1 != field.size()) || (last && *last < *first)) return all;
  if (*first >= size) return {unsatisfiable, 0, 0};
  const std::uint64_t end = last ? std::min(*last, size - 1) : size - 1;
  return {part, *first, end - *first + 1};
}

} // namespace http_task::host
