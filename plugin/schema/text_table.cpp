#include "schema/text_table.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

namespace http_task::schema {

text_table::text_table(std::vector<std::string> texts, std::span<const std::uint32_t> values)
    : texts_(std::move(texts)) {
  entries_.reserve(texts_.size() + 1);
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    entry& e = entries_.emplace_back();
    const auto [head, tail] = ends_of(texts_[i]);
    e.head = head;
    e.tail = tail;
    if (texts_[i].size() > 16) e.middle = load<std::uint64_t>(texts_[i].data() + 8);
    e.size = static_cast<std::uint32_t>(texts_[i].size());
    e.value = i < values.size() ? values[i] : 0;
  }
  entries_.emplace_back().size = nothing;
  const std::size_t starts = std::bit_ceil(std::max<std::size_t>(texts_.size() * 2, 2));
  shift_ = 64 - static_cast<unsigned>(std::countr_zero(starts));
  // The seed under which the fewest texts are not where they are looked for first.
  constexpr std::uint64_t seeds = 8;
  std::uint64_t best = 0;
  std::size_t fewest = std::numeric_limits<std::size_t>::max();
  for (std::uint64_t i = 1; i <= seeds && fewest > 0; ++i) {
    seed_ = (i * 0xD6E8FEB86659FD93U) | 1U;
    if (const std::size_t moved = place_all(starts); moved < fewest) {
      fewest = moved;
      best = seed_;
    }
  }
  if (seed_ == best) return;
  seed_ = best;
  place_all(starts);
}

inline const text_table::entry* text_table::search(std::string_view text) const noexcept {
  if (text.size() > 16) [[unlikely]]
    return search_long(text);
  const auto [head, tail] = ends_of(text);
  const entry* const entries = entries_.data();
  for (const std::uint32_t* slot = slots_.data() + start_of({head, tail}, text.size());; ++slot) {
    const entry& e = entries[*slot];
    if (e.head == head && e.tail == tail && e.size == text.size()) [[likely]]
      return &e;
    if (e.size == nothing) return nullptr;
  }
}

const text_table::entry* text_table::search_long(std::string_view text) const noexcept {
  for (const std::uint32_t* slot = slots_.data() + start_of(ends_of(text), text.size());; ++slot) {
    const entry& e = entries_[*slot];
    if (is(e, text)) return &e;
    if (e.size == nothing) return nullptr;
  }
}

const text_table::entry* text_table::find(std::string_view text) const noexcept {
  return search(text);
}

bool text_table::contains(std::string_view text) const noexcept {
  return search(text) != nullptr;
}

bool text_table::is_long(const entry& e, std::string_view text) const noexcept {
  return text == texts_[static_cast<std::size_t>(&e - entries_.data())];
}

std::size_t text_table::place_all(std::size_t starts) {
  const auto free = static_cast<std::uint32_t>(texts_.size());
  slots_.assign(starts + 1, free);
  std::size_t moved = 0;
  for (std::uint32_t i = 0; i < free; ++i) {
    std::size_t s = start_of({entries_[i].head, entries_[i].tail}, entries_[i].size);
    for (; slots_[s] != free; ++s, ++moved) {
      if (s + 2 == slots_.size()) slots_.push_back(free); // the last one stays free: a search ends there
    }
    slots_[s] = i;
  }
  return moved;
}

} // namespace http_task::schema
