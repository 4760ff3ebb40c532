// What words mean beyond their letters: the tables of plugin/search/tables, reviewed by hand.
//
// Read once, on first use, from text that is part of the library (tables.hpp); in a tenth of a millisecond.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace http_task::search {

// What a word is in the name of an operation.
enum class word_kind : std::uint8_t { content, empty, number, action, filler };

enum class action : std::uint8_t {
  create,
  list,
  get,
  search,
  update,
  remove,
  send,
  upload,
  download,
  cancel,
  start,
  act, // another verb
  count
};

using action_set = std::uint16_t; // a bit for each action

[[nodiscard]] constexpr action_set bit_of(action a) noexcept {
  return static_cast<action_set>(1U << static_cast<unsigned>(a));
}

// The actions that a folded word stands for; 0 for none. Words of `act` alone are content all the same.
[[nodiscard]] action_set actions_of(std::string_view word);
// The actions that an HTTP method suggests.
[[nodiscard]] action_set actions_of_method(std::string_view method);
// "to", "the", "my".
[[nodiscard]] bool is_empty_word(std::string_view word);
// "specified", "resource": said of anything.
[[nodiscard]] bool is_filler(std::string_view word);
[[nodiscard]] word_kind kind_of(std::string_view word);

enum class relation : std::uint8_t { synonym, abbreviation, provider, phrase, own_name };

// Words that stand together for what was asked for.
struct alternative {
  std::span<const std::string_view> words;
  relation how = relation::synonym;
};

// For one word, by its stem; for a phrase, `words` of it.
[[nodiscard]] std::span<const alternative> alternatives_of(std::string_view stemmed);

// What the provider that a query names calls it: "slack" and "channel" give "conversation".
[[nodiscard]] std::span<const alternative> own_names_of(std::string_view provider, std::string_view stemmed);

struct phrase {
  std::span<const std::string_view> words; // stems
  std::span<const alternative> alternatives;
};

// Those that begin with the stem.
[[nodiscard]] std::span<const phrase> phrases_from(std::string_view stemmed);

} // namespace http_task::search
