#include "search/record_set.hpp"

#include <cstring>

namespace http_task::search {

void record_set::clear(std::uint32_t records) {
  if (records == records_) {
    for_each_block([this](std::size_t first, std::size_t end) {
      std::fill(bits_.begin() + static_cast<std::ptrdiff_t>(first),
                bits_.begin() + static_cast<std::ptrdiff_t>(end), 0);
    });
    std::ranges::fill(blocks_, 0);
    return;
  }
  records_ = records;
  bits_.assign((std::size_t{records} + 63) / 64, 0);
  blocks_.assign((std::size_t{records} + block_records * 64 - 1) / (block_records * 64), 0);
}

void record_set::add(const posting_list& list) {
  if (!list.has_bits()) {
    list.for_each([this](std::uint32_t record) {
      add(record);
      return true;
    });
    return;
  }
  const std::string_view bytes = list.bits().substr(0, bits_.size() * 8);
  std::size_t i = 0;
  for (; (i + 1) * 8 <= bytes.size(); ++i) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + i * 8, 8);
    bits_[i] |= word;
  }
  for (std::size_t rest = i * 8; rest < bytes.size(); ++rest)
    bits_[i] |= std::uint64_t{static_cast<unsigned char>(bytes[rest])} << (rest % 8 * 8);
  if (records_ % 64 != 0) bits_.back() &= (std::uint64_t{1} << (records_ % 64)) - 1; // whatever the bytes say
  for (std::size_t block = 0; block * block_words < bits_.size(); ++block)
    mark(block);
}

void record_set::add_range(std::uint32_t begin, std::uint32_t end) noexcept {
  end = std::min(end, records_);
  for (; begin < end && begin % 64 != 0; ++begin)
    add(begin);
  for (; begin + 64 <= end; begin += 64) {
    bits_[begin / 64] = ~std::uint64_t{0};
    mark(begin / block_records);
  }
  for (; begin < end; ++begin)
    add(begin);
}

void record_set::add(const record_set& other) noexcept {
  if (other.records_ != records_) return;
  other.for_each_block([&](std::size_t first, std::size_t end) {
    for (std::size_t i = first; i < end; ++i)
      bits_[i] |= other.bits_[i];
  });
  for (std::size_t i = 0; i < blocks_.size(); ++i)
    blocks_[i] |= other.blocks_[i];
}

void record_set::keep(const record_set& other) noexcept {
  if (other.records_ != records_) return;
  for_each_block([&](std::size_t first, std::size_t end) {
    for (std::size_t i = first; i < end; ++i)
      bits_[i] &= other.bits_[i];
  });
  for (std::size_t i = 0; i < blocks_.size(); ++i)
    blocks_[i] &= other.blocks_[i];
}

void record_set::assign_common(std::span<const record_set* const> all) noexcept {
  clear(records_);
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    std::uint64_t marks = ~std::uint64_t{0};
    for (const record_set* set : all)
      marks &= set->blocks_[i];
    for (; marks != 0; marks &= marks - 1) {
      const std::size_t block = i * 64 + static_cast<std::size_t>(std::countr_zero(marks));
      const std::size_t end = std::min((block + 1) * block_words, bits_.size());
      std::uint64_t any = 0;
      for (std::size_t k = block * block_words; k < end; ++k) {
        std::uint64_t word = ~std::uint64_t{0};
        for (const record_set* set : all)
          word &= set->bits_[k];
        bits_[k] = word;
        any |= word;
      }
      if (any != 0) mark(block);
    }
  }
}

bool record_set::has_any(std::uint32_t begin, std::uint32_t end) const noexcept {
  end = std::min(end, records_);
  while (begin < end) {
    if (!is_marked(begin / block_records)) {
      begin = static_cast<std::uint32_t>((begin / block_records + 1) * block_records);
      continue;
    }
    std::uint64_t word = bits_[begin / 64] >> (begin % 64);
    const std::uint32_t left = end - begin;
    if (left < 64) word &= (std::uint64_t{1} << left) - 1;
    if (word != 0) return true;
    begin = (begin / 64 + 1) * 64;
  }
  return false;
}

bool record_set::has_more_than(std::uint32_t limit) const noexcept {
  std::uint32_t sum = 0;
  for_each_block([&](std::size_t first, std::size_t end) {
    for (std::size_t i = first; i < end && sum <= limit; ++i)
      sum += static_cast<std::uint32_t>(std::popcount(bits_[i]));
  });
  return sum > limit;
}

} // namespace http_task::search
