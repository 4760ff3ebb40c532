// A set of records, a bit for each: what sets have in common is found 64 records at a time.
//
// Most sets are sparse and lie in few places, as the operations of one API do; so a set knows which of its
// blocks of 4,096 records are not empty, and looks at no other.
#pragma once

#include "search/posting_list.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace http_task::search {

class record_set {
public:
  // Empty again, for records below `records`.
  void clear(std::uint32_t records);

  void add(std::uint32_t record) noexcept {
    if (record >= records_) return;
    bits_[record / 64] |= std::uint64_t{1} << (record % 64);
    mark(record / block_records);
  }

  void remove(std::uint32_t record) noexcept {
    if (record < records_) bits_[record / 64] &= ~(std::uint64_t{1} << (record % 64));
  }

  void add(const posting_list& list);
  void add_range(std::uint32_t begin, std::uint32_t end) noexcept;
  void add(const record_set& other) noexcept;
  void keep(const record_set& other) noexcept;
  // Becomes what `all` have in common; at least one, all for as many records as this one.
  void assign_common(std::span<const record_set* const> all) noexcept;

  [[nodiscard]] bool has(std::uint32_t record) const noexcept {
    return record < records_ && (bits_[record / 64] >> (record % 64) & 1U) != 0;
  }
  [[nodiscard]] bool has_any(std::uint32_t begin, std::uint32_t end) const noexcept;
  [[nodiscard]] bool has_more_than(std::uint32_t limit) const noexcept;

  // Calls visit(record), ascending.
  template<class Visit>
  void for_each(Visit&& visit) const {
    for_each_block([&](std::size_t first, std::size_t end) {
      for (std::size_t i = first; i < end; ++i)
        for (std::uint64_t word = bits_[i]; word != 0; word &= word - 1)
          visit(static_cast<std::uint32_t>(i * 64 + static_cast<unsigned>(std::countr_zero(word))));
    });
  }

private:
  static constexpr std::size_t block_words = 64;
  static constexpr std::size_t block_records = block_words * 64;

  void mark(std::size_t block) noexcept { blocks_[block / 64] |= std::uint64_t{1} << (block % 64); }
  [[nodiscard]] bool is_marked(std::size_t block) const noexcept {
    return (blocks_[block / 64] >> (block % 64) & 1U) != 0;
  }

  // Calls visit(first word, end) for the blocks that may hold something.
  template<class Visit>
  void for_each_block(Visit&& visit) const {
    for (std::size_t i = 0; i < blocks_.size(); ++i)
      for (std::uint64_t left = blocks_[i]; left != 0; left &= left - 1) {
        const std::size_t first = (i * 64 + static_cast<std::size_t>(std::countr_zero(left))) * block_words;
        visit(first, std::min(first + block_words, bits_.size()));
      }
  }

  std::vector<std::uint64_t> bits_;
  std::vector<std::uint64_t> blocks_; // a bit for each block; what lies in the others is empty
  std::uint32_t records_ = 0;
};

} // namespace http_task::search
