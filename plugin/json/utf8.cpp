#include "json/utf8.hpp"

#include <algorithm>

namespace http_task::json {

void append_utf8(std::string& out, std::uint32_t scalar) {
  const auto put = [&](std::uint32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  const auto put_lower = [&](unsigned shift) { put(0x80U | (scalar >> shift & 0x3FU)); };
  if (scalar < 0x80) {
    put(scalar);
  } else if (scalar < 0x800) {
    put(0xC0U | scalar >> 6U);
    put_lower(0);
  } else if (scalar < 0x10000) {
    put(0xE0U | scalar >> 12U);
    put_lower(6);
    put_lower(0);
  } else {
    put(0xF0U | scalar >> 18U);
    put_lower(12);
    put_lower(6);
    put_lower(0);
  }
}

std::size_t count_scalars(std::string_view text) noexcept {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

} // namespace http_task::json
