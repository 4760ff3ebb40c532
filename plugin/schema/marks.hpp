// Which members or items of one value have been evaluated: what unevaluatedProperties and unevaluatedItems
// ask.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace http_task::schema {

// By position in the object or array. Allocates only above 256 positions.
class marks {
public:
  void set(std::size_t i) {
    if (i < below_) return;
    const std::size_t word = i / 64;
    if (word >= inline_words && word - inline_words >= more_.size()) more_.resize(word - inline_words + 1);
    at(word) |= std::uint64_t{1} << (i % 64);
  }

  // All before `end`.
  void set_below(std::size_t end) noexcept { below_ = std::max(below_, end); }

  [[nodiscard]] bool test(std::size_t i) const noexcept {
    const std::size_t word = i / 64;
    if (i < below_) return true;
    if (word >= inline_words && word - inline_words >= more_.size()) return false;
    return ((word < inline_words ? words_[word] : more_[word - inline_words]) >> (i % 64) & 1U) != 0;
  }

  void merge(const marks& other) {
    set_below(other.below_);
    for (std::size_t w = 0; w < inline_words; ++w)
      words_[w] |= other.words_[w];
    if (more_.size() < other.more_.size()) more_.resize(other.more_.size());
    for (std::size_t w = 0; w < other.more_.size(); ++w)
      more_[w] |= other.more_[w];
  }

private:
  static constexpr std::size_t inline_words = 4;
  std::array<std::uint64_t, inline_words> words_{};
  std::vector<std::uint64_t> more_;
  std::size_t below_ = 0;

  std::uint64_t& at(std::size_t word) noexcept {
    return word < inline_words ? words_[word] : more_[word - inline_words];
  }
};

} // namespace http_task::schema
