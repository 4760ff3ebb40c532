// Unicode scalar values as UTF-8 (RFC 3629).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace http_task::json {

// `scalar` is at most U+10FFFF and no surrogate.
void append_utf8(std::string& out, std::uint32_t scalar);

// The number of scalar values of valid UTF-8.
[[nodiscard]] std::size_t count_scalars(std::string_view text) noexcept;

} // namespace http_task::json
