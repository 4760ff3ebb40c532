// Labels of internationalised host names: RFC 5890 to 5893. The tables of Unicode are libidn2's.
#include "schema/format.hpp"

#include <idn2.h>

#include <algorithm>
#include <cstdint>
#include <string>

namespace http_task::schema::formats {
namespace {

bool is_between(std::uint32_t c, std::uint32_t first, std::uint32_t last) noexcept {
  return c >= first && c <= last;
}

bool is_european_digit(std::uint32_t c) noexcept {
  return is_between(c, '0', '9') || is_between(c, 0x6F0, 0x6F9);
}
bool is_arabic_digit(std::uint32_t c) noexcept {
  return is_between(c, 0x660, 0x669);
}
// The blocks that are kept for scripts written from right to left.
bool is_right_to_left(std::uint32_t c) noexcept {
  return (is_between(c, 0x590, 0x8FF) || is_between(c, 0xFB1D, 0xFDFF) || is_between(c, 0xFE70, 0xFEFF) ||
          is_between(c, 0x10800, 0x10FFF) || is_between(c, 0x1E800, 0x1EFFF)) &&
         !is_european_digit(c) && !is_arabic_digit(c);
}

// The text is UTF-8.
std::u32string code_points(std::string_view text) {
  std::u32string all;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80)
      all += byte;
    else if (byte >= 0xC0)
      all += byte & (byte < 0xE0 ? 0x1FU : byte < 0xF0 ? 0x0FU : 0x07U);
    else
      all.back() = all.back() << 6U | (byte & 0x3FU);
  }
  return all;
}

} // namespace

bool is_a_label_form(std::string_view label) noexcept {
  return label.size() >= 4 && (label[0] == 'x' || label[0] == 'X') && (label[1] == 'n' || label[1] == 'N') &&
         label.substr(2, 2) == "--";
}

std::optional<std::size_t> idn_label_size(std::string_view label) {
  const std::string text(label);
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.c_str());
  const bool is_a_label = is_a_label_form(label);
  std::uint8_t* found = nullptr;
  if (idn2_register_u8(is_a_label ? nullptr : bytes, is_a_label ? bytes : nullptr, &found, IDN2_NFC_INPUT) !=
      IDN2_OK)
    return std::nullopt;
  const std::size_t size = std::string_view(reinterpret_cast<const char*>(found)).size();
  idn2_free(found);
  return size;
}

// RFC 5893, section 2, as far as libidn2, which looks at one label at a time, leaves it open: where a label
// is written from right to left, no label begins with a digit, and none that is so written mixes two kinds of
// them.
bool has_bidi_order(const std::vector<std::string_view>& labels) {
  bool any = false;
  bool digit_first = false;
  for (const std::string_view label : labels) {
    const std::u32string text = code_points(label);
    const bool is_rtl = std::ranges::any_of(text, is_right_to_left);
    if (is_rtl && std::ranges::any_of(text, is_european_digit) && std::ranges::any_of(text, is_arabic_digit))
      return false;
    any = any || is_rtl;
    digit_first = digit_first || is_european_digit(text.front()) || is_arabic_digit(text.front());
  }
  return !any || !digit_first;
}

} // namespace http_task::schema::formats
