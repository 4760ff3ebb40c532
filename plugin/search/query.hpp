// A query taken apart: filters, words, and whether it looks like code.
//
// Filters stand between blanks anywhere in the text: api:ID, method:GET, tag:NAME, deprecated:yes or no. At
// most 512 bytes and 12 words are looked at.
#pragma once

#include "search/language.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::search {

struct filters {
  std::string api = {};    // id; "" for all
  std::string method = {}; // upper case
  std::string tag = {};    // folded
  std::optional<bool> deprecated = {};
};

struct query_word {
  std::string text; // folded
  word_kind kind = word_kind::content;
  action_set actions = 0;  // that it asks for
  bool unfinished = false; // the last one, with nothing behind it
};

// "dev.to": perhaps the domain of a provider.
struct typed_domain {
  std::string text; // folded
  std::size_t first_word = 0;
  std::size_t words = 0;
};

struct parsed_query {
  filters only;
  std::vector<query_word> words;
  std::vector<typed_domain> domains;
  std::uint16_t heads = 0; // bits of the words for the thing itself: "labels" in "add labels to an issue"
  bool by_id = false;      // "school by id": one of them
  std::string
      code; // letters and digits in lower case, if it looks like code: a path or a part of one, a name
  std::string typed;  // the same as it was typed
  std::string method; // "POST /users"
};

// Letters and digits in lower case; a placeholder in braces becomes '*', since its name is nobody's business,
// or only loses its braces.
[[nodiscard]] std::string code_form(std::string_view text, bool placeholders = true);

inline constexpr std::size_t most_query_words = 12;

[[nodiscard]] parsed_query parse_query(std::string_view text, filters only = {});

} // namespace http_task::search
