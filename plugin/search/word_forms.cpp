#include "search/word_forms.hpp"

namespace http_task::search {

std::uint32_t find_term(const index& in, std::string_view stemmed) {
  std::uint32_t term = none;
  for_each_form(in, stemmed, [&](std::uint32_t i) { term = in.term_of(i); });
  return term;
}

word_fact facts_of(const index& in, std::string_view word) {
  word_fact most{};
  for_each_form(in, stem(word), [&](std::uint32_t i) {
    if (const word_fact f = in.facts(i); f.frequency >= most.frequency) most = f;
  });
  return most;
}

bool known_form(const index& in, std::string_view word) {
  return in.word(in.lower_bound(word)) == word;
}

bool names_an_api(const index& in, std::uint32_t word) {
  return in.api_word_at(in.first_api_word(word)).word == word;
}

} // namespace http_task::search
