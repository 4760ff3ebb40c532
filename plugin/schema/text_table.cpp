#include "schema/text_table.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

namespace http_task::schema {

text_table::text_table(std::vector<std::string> texts, std::span<const std::uint32_t> values)
    : texts_(std::move(texts)) {
  entries_.reserve(texts_.size());
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    entries_.push_back(key_of(texts_[i]));
    entries_.back().value = i < values.size() ? values[i] : 0;
  }
  constexpr std::size_t few = 4; // are compared one by one
  if (entries_.size() <= few) return;
  const std::size_t slots = std::bit_ceil(entries_.size() * 2);
  slots_.resize(slots);
  shift_ = 64 - static_cast<unsigned>(std::countr_zero(slots));
  // The seed under which the fewest texts are not where they are looked for first.
  constexpr std::uint64_t seeds = 16;
  std::uint64_t best = 0;
  std::size_t fewest = std::numeric_limits<std::size_t>::max();
  for (std::uint64_t i = 1; i <= seeds && fewest > 0; ++i) {
    seed_ = (i * 0xD6E8FEB86659FD93U) | 1U;
    if (const std::size_t moved = place_all(); moved < fewest) {
      fewest = moved;
      best = seed_;
    }
  }
  seed_ = best;
  place_all();
}

std::size_t text_table::place_all() {
  std::ranges::fill(slots_, empty);
  std::size_t moved = 0;
  for (std::uint32_t i = 0; i < entries_.size(); ++i) {
    std::size_t s = start_of(entries_[i]);
    while (slots_[s] != empty) {
      s = (s + 1) & (slots_.size() - 1);
      ++moved;
    }
    slots_[s] = i;
  }
  return moved;
}

} // namespace http_task::schema
