#include "search/language.hpp"

#include "search/tables.hpp"

#include <algorithm>

namespace http_task::search {

action_set actions_of(std::string_view word) {
  const action_set exact = tables::get().actions(word);
  if (exact != 0 || !word.ends_with('s')) return exact;
  return tables::get().actions(word.substr(0, word.size() - 1)); // "Creates a charge"
}

action_set actions_of_method(std::string_view method) {
  return tables::get().actions_of_method(method);
}

bool is_empty_word(std::string_view word) {
  return tables::get().is_empty(word);
}

bool is_filler(std::string_view word) {
  return tables::get().is_filler(word);
}

word_kind kind_of(std::string_view word) {
  const bool numbered =
      !word.empty() && (word.front() == 'v' || (word.front() >= '0' && word.front() <= '9'));
  if (numbered && word.size() > (word.front() == 'v' ? 1U : 0U) &&
      std::ranges::all_of(word.substr(1), [](char c) { return c >= '0' && c <= '9'; }))
    return word_kind::number;
  if (is_empty_word(word)) return word_kind::empty;
  if (is_filler(word)) return word_kind::filler;
  return (actions_of(word) & ~bit_of(action::act)) != 0 ? word_kind::action : word_kind::content;
}

std::span<const alternative> alternatives_of(std::string_view stemmed) {
  return tables::get().alternatives({}, stemmed);
}

std::span<const alternative> own_names_of(std::string_view provider, std::string_view stemmed) {
  return tables::get().alternatives(provider, stemmed);
}

std::span<const phrase> phrases_from(std::string_view stemmed) {
  return tables::get().phrases(stemmed);
}

} // namespace http_task::search
