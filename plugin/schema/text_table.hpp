// A fixed set of texts, looked up by hash without allocating, such as the names of properties.
//
// A text of up to 24 bytes is told apart by its length and three words of it alone, which are in the table.
#pragma once

#include "schema/text_ends.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::schema {

class text_set;
struct member_table;

class text_table {
public:
  // What tells a text apart, and what the owner of the table knows about it.
  struct entry {
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
    std::uint64_t middle = 0; // of more than 16 bytes: the second eight
    std::uint32_t size = 0;
    std::uint32_t value = 0;
    std::uint32_t required = 0;
    std::uint16_t flags = 0;
    std::uint16_t item_flags = 0;
    const text_set* texts = nullptr;
    const member_table* items = nullptr;
  };

  text_table() : text_table(std::vector<std::string>{}) {}
  // All different, each below 4 GiB; `values` of them, or none.
  explicit text_table(std::vector<std::string> texts, std::span<const std::uint32_t> values = {});

  [[nodiscard]] const std::vector<std::string>& texts() const noexcept { return texts_; }
  // In the order of the texts; behind the last stands the entry of no text.
  [[nodiscard]] std::span<const entry> entries() const noexcept { return entries_; }
  [[nodiscard]] std::span<entry> entries() noexcept { return entries_; }

  // Whether it is the text of this entry of the table.
  [[nodiscard, gnu::always_inline]] bool is(const entry& e, std::string_view text) const noexcept {
    return is_short(e, text) || (text.size() > longest_short && text.size() == e.size && is_long(e, text));
  }

  // The same, but false for a text of more than 24 bytes.
  [[nodiscard, gnu::always_inline]] static bool is_short(const entry& e, std::string_view text) noexcept {
    const char* const at = text.data();
    const std::size_t size = text.size();
    if (size != e.size) [[unlikely]]
      return false;
    if (size - 8 > 8) [[unlikely]] {
      if (size - 4 < 4) [[likely]]
        return is_tiny(e, at, size);
      if (size < 4) return ends_of(text) == text_ends{e.head, e.tail};
      if (size > longest_short || load<std::uint64_t>(at + 8) != e.middle) return false;
    }
    if (load<std::uint64_t>(at) != e.head) [[unlikely]]
      return false;
    if (load<std::uint64_t>(at + size - 8) != e.tail) [[unlikely]]
      return false;
    return true;
  }

  // nullptr if the text is not in the table.
  [[nodiscard]] const entry* find(std::string_view text) const noexcept;
  [[nodiscard]] bool contains(std::string_view text) const noexcept;

private:
  static constexpr std::size_t longest_short = 24;
  static constexpr std::uint32_t nothing = 0xFFFF'FFFF; // the size of the last entry

  // Of four to seven bytes and the same size.
  [[nodiscard, gnu::always_inline]] static bool is_tiny(const entry& e, const char* at,
                                                        std::size_t size) noexcept {
    if (load<std::uint32_t>(at) != static_cast<std::uint32_t>(e.head)) [[unlikely]]
      return false;
    if (load<std::uint32_t>(at + size - 4) != static_cast<std::uint32_t>(e.tail)) [[unlikely]]
      return false;
    return true;
  }
  // Of more than 24 bytes and the same size.
  [[nodiscard]] bool is_long(const entry& e, std::string_view text) const noexcept;

  [[nodiscard]] std::size_t start_of(text_ends e, std::size_t size) const noexcept {
    return static_cast<std::size_t>((((e.head ^ std::rotl(e.tail, 29)) + size) * seed_) >> shift_);
  }
  [[nodiscard, gnu::always_inline]] const entry* search(std::string_view text) const noexcept;
  [[nodiscard]] const entry* search_long(std::string_view text) const noexcept;
  // How many of them collided.
  std::size_t place_all(std::size_t starts);

  std::vector<entry> entries_;
  std::vector<std::string> texts_;
  // Open addressing: a power of two to start from, and as many behind it as it takes to find a free one.
  std::vector<std::uint32_t> slots_;
  std::uint64_t seed_ = 0;
  unsigned shift_ = 63;
};

} // namespace http_task::schema
