// A fixed set of texts, looked up by hash without allocating: property names, and the strings of an `enum`.
//
// A text of up to 24 bytes is told apart by its length and three words of it alone, which are in the table.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::schema {

class text_table {
public:
  // What tells a text apart, and what the owner of the table knows about it.
  struct entry {
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
    std::uint64_t middle = 0; // of more than 16 bytes: the second eight
    std::uint32_t size = 0;
    std::uint32_t value = 0;
    std::uint32_t more = 0;
    std::uint16_t flags = 0;
    std::uint16_t weight = 0;
  };

  text_table() : text_table(std::vector<std::string>{}) {}
  // All different, each below 4 GiB; `values` of them, or none.
  explicit text_table(std::vector<std::string> texts, std::span<const std::uint32_t> values = {});

  [[nodiscard]] const std::vector<std::string>& texts() const noexcept { return texts_; }
  // In the order of the texts. One more stands behind the last, which is the entry of no text.
  [[nodiscard]] std::span<const entry> entries() const noexcept { return {entries_.data(), texts_.size()}; }
  [[nodiscard]] std::span<entry> entries() noexcept { return {entries_.data(), texts_.size()}; }

  // Whether it is the text of this entry of the table.
  [[nodiscard]] bool is(const entry& e, std::string_view text) const noexcept {
    const char* const at = text.data();
    const std::size_t size = text.size();
    if (size != e.size) return false;
    if (size >= 8) [[likely]] {
      if (load<std::uint64_t>(at) != e.head) [[unlikely]]
        return false;
      if (load<std::uint64_t>(at + size - 8) != e.tail) [[unlikely]]
        return false;
      if (size <= 16) [[likely]]
        return true;
      return load<std::uint64_t>(at + 8) == e.middle && (size <= 24 || has_same_rest(e, at));
    }
    const ends own = ends_of(text);
    return own.head == e.head && own.tail == e.tail;
  }

  // nullptr if the text is not in the table.
  [[nodiscard]] const entry* find(std::string_view text) const noexcept;
  [[nodiscard]] bool contains(std::string_view text) const noexcept;

private:
  static constexpr std::uint32_t nothing = 0xFFFF'FFFF; // the size of the last entry

  template<class Word>
  static Word load(const char* from) noexcept {
    Word w;
    std::memcpy(&w, from, sizeof(Word));
    return w;
  }

  struct ends {
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
  };

  static ends ends_of(std::string_view text) noexcept {
    const char* const at = text.data();
    const std::size_t size = text.size();
    if (size >= 8) [[likely]]
      return {load<std::uint64_t>(at), load<std::uint64_t>(at + size - 8)};
    if (size >= 4) return {load<std::uint32_t>(at), load<std::uint32_t>(at + size - 4)};
    if (size == 0) return {};
    return {load<std::uint8_t>(at),
            load<std::uint8_t>(at + size / 2) * 256U + load<std::uint8_t>(at + size - 1)};
  }

  // Of more than 24 bytes: what is between the words.
  [[nodiscard]] bool has_same_rest(const entry& e, const char* at) const noexcept;

  [[nodiscard]] std::size_t start_of(ends e, std::size_t size) const noexcept {
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
