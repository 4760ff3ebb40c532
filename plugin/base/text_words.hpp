// Text eight bytes at a time, the first of them lowest in the word.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>

namespace http_task {

inline constexpr std::size_t word_size = sizeof(std::uint64_t);
inline constexpr std::uint64_t in_each_byte = 0x0101010101010101U;
inline constexpr std::uint64_t top_bits = 0x80U * in_each_byte;
static_assert(std::endian::native == std::endian::little);

inline std::uint64_t word_at(const char* from) noexcept {
  std::uint64_t word = 0;
  std::memcpy(&word, from, word_size);
  return word;
}

// Of fewer than eight bytes, with 'a' behind them: in two halves that may overlap, or in up to three bytes.
inline std::uint64_t last_word(const char* from, std::size_t count) noexcept {
  if (count == 0) return 'a' * in_each_byte;
  std::uint64_t word = 'a' * in_each_byte << 8U * count;
  if (count >= 4) {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::memcpy(&first, from, 4);
    std::memcpy(&last, from + count - 4, 4);
    return word | first | std::uint64_t{last} << 8U * (count - 4);
  }
  for (const std::size_t i : {std::size_t{0}, count / 2, count - 1})
    word |= std::uint64_t{static_cast<unsigned char>(from[i])} << 8U * i;
  return word;
}

// The top bit of each byte below `limit`. A borrow makes false hits, but above a true one only.
constexpr std::uint64_t bytes_below(std::uint64_t word, std::uint64_t limit) noexcept {
  return (word - limit * in_each_byte) & top_bits;
}

// The lowest top bit that is set is that of the first byte which a JSON string cannot have as it is, or which
// is not ASCII.
constexpr std::uint64_t special_bytes(std::uint64_t word) noexcept {
  return (word & top_bits) | bytes_below(word, 0x20) | bytes_below(word ^ ('"' * in_each_byte), 1) |
         bytes_below(word ^ ('\\' * in_each_byte), 1);
}

// Where the first byte stands of those whose top bit is set; some must be.
inline std::size_t first_of(std::uint64_t tops) noexcept {
  return static_cast<std::size_t>(std::countr_zero(tops)) / 8;
}

} // namespace http_task
