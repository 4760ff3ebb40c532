// The tables of plugin/search/tables, read from text that is part of the library into a few flat arrays.
//
// Every process that searches reads them before its first result, so nothing is allocated for a single word,
// and they stay until the process ends.
#pragma once

#include "search/language.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace http_task::search {

class tables {
public:
  // Made on first use; safe to call from several threads.
  [[nodiscard]] static const tables& get();

  [[nodiscard]] action_set actions(std::string_view word) const;
  [[nodiscard]] action_set actions_of_method(std::string_view method) const;
  [[nodiscard]] bool is_empty(std::string_view word) const;
  [[nodiscard]] bool is_filler(std::string_view word) const;
  // What the provider calls the word; of no provider, what everybody means by it.
  [[nodiscard]] std::span<const alternative> alternatives(std::string_view provider,
                                                          std::string_view stemmed) const;
  [[nodiscard]] std::span<const phrase> phrases(std::string_view stemmed) const;

private:
  using word_list = std::span<const std::string_view>;

  struct meaning_of {
    std::uint64_t place; // hash of provider and stem, then the number in the tables
    std::string_view provider;
    std::string_view stemmed;
    alternative means;
  };
  struct action_word {
    std::uint32_t hash;
    action_set actions;
    std::string_view word;
  };

  tables();
  void read_actions();
  static void read_words(std::string_view table, std::vector<std::string_view>& words);
  void read_synonyms();
  void read_meanings(std::string_view table, relation how);
  void read_vocabulary();
  void add(std::string_view provider, std::string_view word, const alternative& a);
  [[nodiscard]] word_list keep(std::string_view words); // with blanks between them
  void sort();

  std::vector<std::string_view> words_; // of all alternatives and phrases; never moves
  std::vector<meaning_of> added_;       // in the order of the tables
  std::vector<std::uint64_t> places_;   // of added_, sorted
  std::vector<alternative> meanings_;   // in the same order
  std::vector<action_word> actions_;    // by hash
  std::vector<std::pair<std::string_view, action_set>> methods_;
  std::vector<alternative> of_phrases_; // never moves
  std::vector<phrase> phrases_;         // by the first word
  std::vector<std::string_view> empty_;
  std::vector<std::string_view> fillers_;
};

} // namespace http_task::search
