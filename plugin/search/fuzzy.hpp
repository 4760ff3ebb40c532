// Words of an index that differ from a word by few letters.
#pragma once

#include "search/index.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace http_task::search {

struct near_word {
  std::uint32_t word;
  std::uint8_t distance; // letters inserted, deleted, replaced, or swapped with their neighbour
};

// At most `most` letters away; of a word that is unfinished, a beginning is. Above one letter the first one
// is right. Walks the sorted words as a trie, so that what they have in common is compared once.
[[nodiscard]] std::vector<near_word> find_near(const index& in, std::string_view word, std::size_t most,
                                               bool unfinished);

// Whether one letter inserted, deleted, replaced, or swapped with its neighbour makes `b` of `a`.
[[nodiscard]] bool differ_by_one(std::string_view a, std::string_view b) noexcept;

} // namespace http_task::search
