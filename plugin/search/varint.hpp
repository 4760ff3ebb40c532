// Numbers of one to five bytes, as texts.hpp writes them, read within bounds.
#pragma once

#include <cstdint>
#include <string_view>

namespace http_task::search {

// Takes the number from the front; 0 where the bytes have ended.
[[nodiscard]] inline std::uint32_t read_varint(std::string_view& bytes) noexcept {
  std::uint32_t value = 0;
  for (unsigned shift = 0; shift < 32 && !bytes.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    value |= static_cast<std::uint32_t>(byte & 0x7FU) << shift;
    if (byte < 0x80) break;
  }
  return value;
}

} // namespace http_task::search
