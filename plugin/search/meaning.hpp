// What the words of a query mean in one index: which terms, which APIs, and how surely.
#pragma once

#include "search/index.hpp"
#include "search/query.hpp"
#include "search/weights.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace http_task::search {

using word_mask = std::uint16_t; // a bit for each word of the query

// Whether the word at `i` is among those of `mask`.
[[nodiscard]] constexpr bool has_word(word_mask mask, std::size_t i) noexcept {
  return (static_cast<unsigned>(mask) >> i & 1U) != 0;
}
static_assert(most_query_words <= 16);

struct term_meaning {
  std::uint32_t term;
  word_mask words; // that it stands for
  float quality;   // 1: the word itself
  bool replaces;   // a synonym, which counts half where the API uses the word itself
};

// Words that complete an unfinished one.
struct completion {
  std::uint32_t first = 0; // [first, end) in the words of the index
  std::uint32_t end = 0;
  std::uint8_t word = 0;      // of the query
  std::uint8_t frequency = 0; // of the most frequent of them
};

struct api_meaning {
  std::uint16_t api;
  std::uint8_t word; // of the query
  api_level level;
  float quality;
};

// One query in one index.
struct meaning {
  std::vector<term_meaning> terms;
  std::vector<completion> completions;
  std::vector<api_meaning> apis; // by API, each word once
};

// One query in all indices.
struct query_meaning {
  std::vector<meaning> in; // by index
  std::array<float, most_query_words> weight{};
  word_mask names_apis = 0; // words that are rather names of APIs than anything else
  float total = 0;          // of the weights
};

// A verb with a typing error becomes that verb, where no other word is one: "crate campaign".
void correct_verb(parsed_query& q, std::span<const index> indices);

// Keeps of the domains those that some API has; their words are no verbs.
void find_domains(parsed_query& q, std::span<const index> indices);

[[nodiscard]] query_meaning find_meaning(const parsed_query& q, std::span<const index> indices,
                                         const weights& w);

} // namespace http_task::search
