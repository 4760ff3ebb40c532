// The first and the last bytes of a text as numbers: texts of one length up to 16 are equal if these are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace http_task::schema {

// The bytes from here on as a number.
template<class Word>
[[nodiscard, gnu::always_inline]] inline Word load(const char* from) noexcept {
  Word w;
  std::memcpy(&w, from, sizeof(Word));
  return w;
}

struct text_ends {
  std::uint64_t head = 0;
  std::uint64_t tail = 0;

  bool operator==(const text_ends&) const = default;
};

[[nodiscard, gnu::always_inline]] inline text_ends ends_of(std::string_view text) noexcept {
  const char* const at = text.data();
  const std::size_t size = text.size();
  if (size >= 8) return {load<std::uint64_t>(at), load<std::uint64_t>(at + size - 8)};
  if (size >= 4) [[likely]]
    return {load<std::uint32_t>(at), load<std::uint32_t>(at + size - 4)};
  if (size >= 2) return {load<std::uint16_t>(at), load<std::uint16_t>(at + size - 2)};
  if (size == 0) return {};
  return {load<std::uint8_t>(at), 0};
}

} // namespace http_task::schema
