// The checksums of a catalogue file: XXH3, which finds damage at the speed of memory. They keep no forger
// out.
#pragma once

#include "store/format.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace http_task::store {

[[nodiscard]] std::uint64_t checksum_of(std::string_view bytes) noexcept;

[[nodiscard]] source_digest digest_of(std::string_view source) noexcept;
[[nodiscard]] std::string to_text(const source_digest& digest); // 32 hexadecimal digits

} // namespace http_task::store
