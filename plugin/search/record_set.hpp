// A set of records, a bit for each: what sets have in common is found 64 records at a time.
#pragma once

#include "search/posting_list.hpp"

#include <bit>
#include <cstdint>
#include <vector>

namespace http_task::search {

class record_set {
public:
  // Empty again, for records below `records`.
  void clear(std::uint32_t records) {
    records_ = records;
    bits_.assign((std::size_t{records} + 63) / 64, 0);
  }

  void add(std::uint32_t record) noexcept {
    if (record < records_) bits_[record / 64] |= std::uint64_t{1} << (record % 64);
  }

  void add(const posting_list& list);
  void add_range(std::uint32_t begin, std::uint32_t end) noexcept;
  void add(const record_set& other) noexcept;
  void keep(const record_set& other) noexcept;
  void remove(const record_set& other) noexcept;

  [[nodiscard]] bool has(std::uint32_t record) const noexcept {
    return record < records_ && (bits_[record / 64] >> (record % 64) & 1U) != 0;
  }
  [[nodiscard]] bool has_any(std::uint32_t begin, std::uint32_t end) const noexcept;
  [[nodiscard]] bool has_more_than(std::uint32_t limit) const noexcept;

  // Calls visit(record), ascending.
  template<class Visit>
  void for_each(Visit&& visit) const {
    for (std::size_t i = 0; i < bits_.size(); ++i)
      for (std::uint64_t word = bits_[i]; word != 0; word &= word - 1)
        visit(static_cast<std::uint32_t>(i * 64 + static_cast<unsigned>(std::countr_zero(word))));
  }

private:
  std::vector<std::uint64_t> bits_;
  std::uint32_t records_ = 0;
};

} // namespace http_task::search
