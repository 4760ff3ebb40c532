#include "search/record_set.hpp"

#include <algorithm>
#include <cstring>

namespace http_task::search {

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
}

void record_set::add_range(std::uint32_t begin, std::uint32_t end) noexcept {
  end = std::min(end, records_);
  for (; begin < end && begin % 64 != 0; ++begin)
    add(begin);
  for (; begin + 64 <= end; begin += 64)
    bits_[begin / 64] = ~std::uint64_t{0};
  for (; begin < end; ++begin)
    add(begin);
}

void record_set::add(const record_set& other) noexcept {
  for (std::size_t i = 0; i < bits_.size() && i < other.bits_.size(); ++i)
    bits_[i] |= other.bits_[i];
}

void record_set::keep(const record_set& other) noexcept {
  for (std::size_t i = 0; i < bits_.size() && i < other.bits_.size(); ++i)
    bits_[i] &= other.bits_[i];
}

void record_set::remove(const record_set& other) noexcept {
  for (std::size_t i = 0; i < bits_.size() && i < other.bits_.size(); ++i)
    bits_[i] &= ~other.bits_[i];
}

bool record_set::has_any(std::uint32_t begin, std::uint32_t end) const noexcept {
  end = std::min(end, records_);
  for (; begin < end; ++begin) {
    if (begin % 64 == 0 && begin + 64 <= end && bits_[begin / 64] == 0)
      begin += 63;
    else if (has(begin))
      return true;
  }
  return false;
}

bool record_set::has_more_than(std::uint32_t limit) const noexcept {
  std::uint32_t sum = 0;
  for (const std::uint64_t word : bits_) {
    if (word == 0) continue;
    sum += static_cast<std::uint32_t>(std::popcount(word));
    if (sum > limit) return true;
  }
  return false;
}

} // namespace http_task::search
