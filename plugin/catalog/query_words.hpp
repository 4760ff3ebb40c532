// The words of a query, and what each of them stands for in the indices.
#pragma once

#include "catalog/actions.hpp"
#include "catalog/index.hpp"
#include "catalog/words.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::catalog {

// A term to look for, and how well it stands for the word that was typed: 1 is the word itself.
struct variant {
  std::string term;
  double quality;
  double rareness; // what finding it says: rare terms say more than frequent ones
  bool with_next;  // it stands for the next word of the query too
};

struct query_word {
  std::string text; // folded
  std::optional<action> asks_for;
  bool list_too = false;   // "get users": one of several may be meant
  bool unfinished = false; // the last word of a query that does not end with a blank
};

[[nodiscard]] std::vector<query_word> split_query(std::string_view text);

// What to look for, the best first, by term each once. Looks for the word itself and what it may mean; for
// the beginning of words if it is unfinished; only when no index has any of that, for words with one or two
// letters typed wrong. `next` is the word behind it: "call center" may be written "callcenter".
[[nodiscard]] std::vector<variant> variants_of(const query_word& w, const query_word* next,
                                               std::span<const index* const> indices);

} // namespace http_task::catalog
