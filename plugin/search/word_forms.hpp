// The forms of a word that an index has, and what it knows of them.
#pragma once

#include "search/index.hpp"
#include "search/words.hpp"

#include <cstdint>
#include <string_view>

namespace http_task::search {

// Calls visit(word) for the words of one term, which stand together behind their stem.
template<class Visit>
void for_each_form(const index& in, std::string_view stemmed, Visit visit) {
  constexpr std::uint32_t most = 200;
  std::uint32_t scanned = 0;
  for (std::uint32_t i = in.lower_bound(stemmed); i < in.words() && scanned < most; ++i, ++scanned) {
    const std::string_view form = in.word(i);
    if (!form.starts_with(stemmed)) return;
    if (stem(form) == stemmed) visit(i);
  }
}

// The term of a stem, `none` if the index has none.
[[nodiscard]] std::uint32_t find_term(const index& in, std::string_view stemmed);

// Of the most frequent form of the word.
[[nodiscard]] word_fact facts_of(const index& in, std::string_view word);

// Whether the index has the very word.
[[nodiscard]] bool known_form(const index& in, std::string_view word);

[[nodiscard]] bool names_an_api(const index& in, std::uint32_t word);

} // namespace http_task::search
