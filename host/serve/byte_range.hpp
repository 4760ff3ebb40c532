// The Range field of a request (RFC 9110, section 14.2), one range of bytes.
#pragma once

#include <cstdint>
#include <string_view>

namespace http_task::host {

struct byte_range {
  enum class kinds { whole, part, unsatisfiable };

  kinds kind = kinds::whole;
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
};

// Of a content of `size` bytes. What cannot be read, other units, and several ranges at once count as if the
// field were not there, as the RFC allows.
[[nodiscard]] byte_range read_byte_range(std::string_view field, std::uint64_t size) noexcept;

} // namespace http_task::host
