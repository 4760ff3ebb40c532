// UTF-8 (RFC 3629), read and written one character at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace http_task::host {

struct utf8_character {
  std::uint32_t code = 0;
  std::size_t size = 0; // in bytes; 0: these bytes are no character
};

// The first character of `text`, which is not empty. Overlong forms, surrogates and what is above U+10FFFF
// are none.
[[nodiscard]] utf8_character first_character(std::string_view text) noexcept;

// U+FFFD in place of what is no character.
void append_utf8(std::string& out, std::uint32_t code);

[[nodiscard]] bool is_utf8(std::string_view text) noexcept;

} // namespace http_task::host
