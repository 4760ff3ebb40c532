// Finds what one word of a query may stand for in one index: terms and APIs, and how surely.
//
// Adds to a meaning that the caller owns; cheap to make, not thread-safe.
#pragma once

#include "search/fuzzy.hpp"
#include "search/index.hpp"
#include "search/language.hpp"
#include "search/meaning.hpp"
#include "search/query.hpp"
#include "search/weights.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::search {

class word_finder {
public:
  word_finder(const parsed_query& q, const index& in, const weights& w, meaning& m)
      : q_(q), in_(in), w_(w), m_(m) {}

  // The word itself, and what the tables say of it.
  void add_known(std::size_t i);

  // Of the phrases that begin here: "sign up".
  void add_phrases(std::size_t i);

  // "call center" may be written "callcenter".
  void add_joined(std::size_t i);

  // "callcenter" may be written "call center".
  void add_parts(std::size_t i);

  // Words and names of APIs that begin so.
  void add_completion(std::size_t i);

  // Words that differ by a letter or two, the nearest first, among them the frequent ones. The likeliest.
  std::string_view add_corrections(std::size_t i, std::uint8_t frequency);

  // "redeploy" is to deploy again.
  void add_without_re(std::size_t i);

  // What the tables say of a corrected word, and of the others where it names a provider.
  void add_meanings_of_correction(std::size_t i, std::string_view corrected);

  // "strp" is "stripe" without its vowels.
  void add_without_vowels(std::size_t i);

private:
  // "zom": a short word lacks a letter of the name of a provider.
  void add_corrected_name(std::size_t i);

  // The names of providers and services that begin so.
  template<class Visit>
  void for_each_name_like(const std::string& beginning, Visit visit) const;

  static std::string without_vowels(std::string_view word);

  // Of the very form, or of the first word that begins so.
  std::uint8_t known_frequency(std::string_view word, bool unfinished) const;

  static word_mask bit(std::size_t i) { return static_cast<word_mask>(1U << i); }

  bool is_good(const near_word& n, std::uint8_t frequency) const;

  bool has_good(const std::vector<near_word>& near, std::uint8_t frequency) const;

  void add_term(std::uint32_t term, word_mask mask, float quality, bool replaces);

  void add_api(const api_word& a, word_mask mask, float quality);

  void add_apis_of(std::string_view word, word_mask mask, float quality);

  void add_word(std::string_view word, word_mask mask, float quality);

  void add_alternative(const alternative& a, word_mask mask, float surely = 1);

  // All words of it name the API.
  void add_provider(const alternative& a, word_mask mask);

  // What the tables say of the word that "audi" will be, if they know one alone that begins so.
  void add_alternatives_of_completion(std::size_t i, std::uint32_t first, std::uint32_t end);

  bool has_own_name(std::string_view stemmed) const;

  void add_meanings(std::string_view stemmed, std::size_t i);

  // Of the words that begin so, those that occur most; how often the first of them does.
  std::uint8_t add_frequent_terms(std::uint32_t first, std::uint32_t end, std::size_t i);

  const parsed_query& q_;
  const index& in_;
  const weights& w_;
  meaning& m_;
};

} // namespace http_task::search
