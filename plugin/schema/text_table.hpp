// A fixed set of texts, looked up by hash without allocating: property names, and the strings of an `enum`.
//
// A text of up to 16 bytes is told apart by its length, its first and its last bytes alone, which are in the
// table.
#pragma once

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
    std::uint32_t size = 0;
    std::uint32_t value = 0;
    std::uint32_t flags = 0;
  };

  text_table() = default;
  // All different, each below 4 GiB; `values` of them, or none.
  explicit text_table(std::vector<std::string> texts, std::span<const std::uint32_t> values = {});

  [[nodiscard]] const std::vector<std::string>& texts() const noexcept { return texts_; }
  [[nodiscard]] std::span<const entry> entries() const noexcept { return entries_; }
  [[nodiscard]] std::span<entry> entries() noexcept { return entries_; }

  // Whether it is the text of this entry of the table.
  [[nodiscard]] bool is(const entry& e, std::string_view text) const noexcept {
    if (e.size != text.size()) return false;
    const char* const at = text.data();
    if (e.size < 8) return has_key_of(e, key_of(text));
    if (((load<std::uint64_t>(at) ^ e.head) | (load<std::uint64_t>(at + e.size - 8) ^ e.tail)) != 0)
      return false;
    return e.size <= 16 || has_same_middle(e, at);
  }

  // nullptr if the text is not in the table.
  [[nodiscard]] const entry* find(std::string_view text) const noexcept {
    if (slots_.empty()) {
      for (const entry& e : entries_) {
        if (is(e, text)) return &e;
      }
      return nullptr;
    }
    for (std::size_t s = start_of(key_of(text));; s = (s + 1) & (slots_.size() - 1)) {
      if (slots_[s] == empty) return nullptr;
      const entry& e = entries_[slots_[s]];
      if (is(e, text)) return &e;
    }
  }

private:
  static constexpr std::uint32_t empty = 0xFFFF'FFFF;

  template<class Word>
  static Word load(const char* from) noexcept {
    Word w;
    std::memcpy(&w, from, sizeof(Word));
    return w;
  }

  static entry key_of(std::string_view text) noexcept {
    const char* const at = text.data();
    const std::size_t size = text.size();
    entry e;
    e.size = static_cast<std::uint32_t>(size);
    if (size >= 8) {
      e.head = load<std::uint64_t>(at);
      e.tail = load<std::uint64_t>(at + size - 8);
    } else if (size >= 4) {
      e.head = load<std::uint32_t>(at);
      e.tail = load<std::uint32_t>(at + size - 4);
    } else if (size > 0) {
      e.head = load<std::uint8_t>(at);
      e.tail = load<std::uint8_t>(at + size / 2) * 256U + load<std::uint8_t>(at + size - 1);
    }
    return e;
  }

  static bool has_key_of(const entry& a, const entry& b) noexcept {
    return ((a.head ^ b.head) | (a.tail ^ b.tail) | (a.size ^ b.size)) == 0;
  }

  [[nodiscard]] bool has_same_middle(const entry& e, const char* at) const noexcept {
    const char* const own = texts_[static_cast<std::size_t>(&e - entries_.data())].data();
    for (std::size_t i = 8; i + 8 < e.size; i += 8) {
      if (load<std::uint64_t>(at + i) != load<std::uint64_t>(own + i)) return false;
    }
    return true;
  }

  [[nodiscard]] std::size_t start_of(const entry& key) const noexcept {
    const std::uint64_t mixed = (key.head * 0x9E3779B97F4A7C15U) ^ (key.tail + key.size) * seed_;
    return static_cast<std::size_t>((mixed * seed_) >> shift_);
  }
  // How many of them collided.
  std::size_t place_all();

  std::vector<entry> entries_; // in the order of the texts
  std::vector<std::string> texts_;
  std::vector<std::uint32_t> slots_; // a power of two, open addressing; none for a few texts
  std::uint64_t seed_ = 0;
  unsigned shift_ = 63;
};

} // namespace http_task::schema
