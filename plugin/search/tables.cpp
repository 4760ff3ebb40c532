#include "search/tables.hpp"

#include "search/words.hpp"

#include <algorithm>
#include <array>

namespace http_task::embedded {
extern const std::string_view search_abbreviations;
extern const std::string_view search_actions;
extern const std::string_view search_empty_words;
extern const std::string_view search_filler_words;
extern const std::string_view search_phrases;
extern const std::string_view search_providers;
extern const std::string_view search_synonyms;
extern const std::string_view search_vocabulary;
} // namespace http_task::embedded

namespace http_task::search {
namespace {

constexpr auto action_names =
    std::to_array<std::string_view>({"create", "list", "get", "search", "update", "delete", "send", "upload",
                                     "download", "cancel", "start", "act"});
static_assert(action_names.size() == static_cast<std::size_t>(action::count));

// Parts are short: looking at each character is faster than calls that look for one.
std::string_view without_blanks(std::string_view text) noexcept {
  while (!text.empty() && text.front() == ' ')
    text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ')
    text.remove_suffix(1);
  return text;
}

template<class Visit>
void for_each_part(std::string_view text, char separator, Visit&& visit) {
  for (std::size_t from = 0; from < text.size();) {
    std::size_t end = from;
    while (end < text.size() && text[end] != separator)
      ++end;
    if (const std::string_view part = without_blanks(text.substr(from, end - from)); !part.empty())
      visit(part);
    from = end + 1;
  }
}

template<class Visit>
void for_each_line(std::string_view table, Visit&& visit) {
  for_each_part(table, '\n', [&](std::string_view line) {
    if (!line.starts_with('#')) visit(line);
  });
}

// What stands before the mark and behind it.
std::pair<std::string_view, std::string_view> halves(std::string_view line, std::size_t mark) {
  if (mark >= line.size()) return {without_blanks(line), {}};
  return {without_blanks(line.substr(0, mark)), without_blanks(line.substr(mark + 1))};
}

// FNV-1a.
std::uint64_t hash_of(std::string_view word, std::uint64_t h = 14695981039346656037U) noexcept {
  for (const char c : word)
    h = (h ^ static_cast<unsigned char>(c)) * 1099511628211U;
  return h;
}

// So many bits of the hash are kept that two words of the tables share them in no likely case.
constexpr unsigned number_bits = 16;

std::uint64_t place_of(std::string_view provider, std::string_view stemmed) noexcept {
  return hash_of(stemmed, hash_of(provider)) >> number_bits << number_bits;
}

std::size_t count_words(std::string_view table) {
  return static_cast<std::size_t>(
      std::ranges::count_if(table, [](char c) { return c == ' ' || c == '\n' || c == ',' || c == ';'; }));
}

std::size_t count_lines(std::string_view table) {
  return static_cast<std::size_t>(std::ranges::count(table, '\n')) + 1;
}

std::string_view first_word(const phrase& p) {
  return p.words.front();
}

} // namespace

const tables& tables::get() {
  static const tables& read = *new tables; // not to be taken apart when the process ends
  return read;
}

tables::tables() {
  const std::size_t most = 2 * count_words(embedded::search_synonyms) +
                           count_words(embedded::search_abbreviations) +
                           count_words(embedded::search_providers) + count_words(embedded::search_phrases) +
                           2 * count_words(embedded::search_vocabulary) + 8;
  words_.reserve(most);
  added_.reserve(most);
  of_phrases_.reserve(count_words(embedded::search_phrases));
  phrases_.reserve(count_lines(embedded::search_phrases));
  actions_.reserve(count_words(embedded::search_actions));
  read_actions();
  read_words(embedded::search_empty_words, empty_);
  read_words(embedded::search_filler_words, fillers_);
  read_synonyms();
  read_meanings(embedded::search_abbreviations, relation::abbreviation);
  read_meanings(embedded::search_providers, relation::provider);
  read_meanings(embedded::search_phrases, relation::phrase);
  read_vocabulary();
  sort();
}

action_set tables::actions(std::string_view word) const {
  const auto hash = static_cast<std::uint32_t>(hash_of(word));
  action_set found = 0;
  for (auto at = std::ranges::lower_bound(actions_, hash, {}, &action_word::hash);
       at != actions_.end() && at->hash == hash; ++at)
    if (at->word == word) found = static_cast<action_set>(found | at->actions);
  return found;
}

action_set tables::actions_of_method(std::string_view method) const {
  const auto found = std::ranges::find(methods_, method, &decltype(methods_)::value_type::first);
  return found == methods_.end() ? action_set{0} : found->second;
}

bool tables::is_empty(std::string_view word) const {
  return std::ranges::binary_search(empty_, word);
}

bool tables::is_filler(std::string_view word) const {
  return std::ranges::binary_search(fillers_, word);
}

std::span<const alternative> tables::alternatives(std::string_view provider, std::string_view stemmed) const {
  const std::uint64_t place = place_of(provider, stemmed);
  const auto first = std::ranges::lower_bound(places_, place);
  if (first == places_.end() || *first >> number_bits != place >> number_bits) return {};
  const meaning_of& known = added_[static_cast<std::size_t>(*first - place)];
  if (known.provider != provider || known.stemmed != stemmed) return {};
  const auto last = std::lower_bound(first, places_.end(), place + (std::uint64_t{1} << number_bits));
  return std::span(meanings_).subspan(static_cast<std::size_t>(first - places_.begin()),
                                      static_cast<std::size_t>(last - first));
}

std::span<const phrase> tables::phrases(std::string_view stemmed) const {
  // As iterators: clang 14 does not take the ranges of libstdc++ 12.
  const auto first = std::ranges::lower_bound(phrases_, stemmed, {}, first_word);
  const auto last = std::ranges::upper_bound(phrases_, stemmed, {}, first_word);
  return {first, last};
}

void tables::read_words(std::string_view table, std::vector<std::string_view>& words) {
  words.reserve(count_words(table));
  for_each_line(table, [&](std::string_view line) {
    for_each_part(line, ' ', [&](std::string_view word) { words.push_back(word); });
  });
  std::ranges::sort(words);
}

// "create POST PUT: create add new"
void tables::read_actions() {
  for_each_line(embedded::search_actions, [this](std::string_view line) {
    const auto [head, words] = halves(line, line.find(':'));
    const auto name = std::ranges::find(action_names, head.substr(0, head.find(' ')));
    if (name == action_names.end()) return;
    const auto bit = static_cast<action_set>(1U << (name - action_names.begin()));
    for_each_part(head.substr(name->size()), ' ', [&](std::string_view method) {
      auto known = std::ranges::find(methods_, method, &decltype(methods_)::value_type::first);
      if (known == methods_.end()) known = methods_.insert(known, {method, action_set{0}});
      known->second = static_cast<action_set>(known->second | bit);
    });
    for_each_part(words, ' ', [&](std::string_view word) {
      actions_.push_back({static_cast<std::uint32_t>(hash_of(word)), bit, word});
    });
  });
  std::ranges::sort(actions_, {}, &action_word::hash);
}

void tables::add(std::string_view provider, std::string_view word, const alternative& a) {
  const std::string_view stemmed = stem(word);
  added_.push_back({place_of(provider, stemmed) | added_.size(), provider, stemmed, a});
}

tables::word_list tables::keep(std::string_view words) {
  const std::size_t from = words_.size();
  for_each_part(words, ' ', [this](std::string_view word) { words_.push_back(word); });
  return word_list(words_).subspan(from);
}

// "a = b c", "a > b c"
void tables::read_synonyms() {
  for_each_line(embedded::search_synonyms, [this](std::string_view line) {
    const std::size_t mark = line.find_first_of("=>");
    const auto [word, others] = halves(line, mark);
    for_each_part(others, ' ', [&, word = word](std::string_view other) {
      add({}, word, {keep(other), relation::synonym});
      if (line[mark] == '=') add({}, other, {keep(word), relation::synonym});
    });
  });
}

// "pr > pull request, pull"
void tables::read_meanings(std::string_view table, relation how) {
  for_each_line(table, [&](std::string_view line) {
    const auto [said, meant] = halves(line, line.find('>'));
    if (said.find(' ') == std::string_view::npos) {
      for_each_part(meant, ',', [&, word = said](std::string_view meaning) {
        add({}, word, {keep(meaning), how});
      });
      return;
    }
    const std::size_t from = words_.size();
    for_each_part(said, ' ', [this](std::string_view word) { words_.push_back(stem(word)); });
    const word_list words = word_list(words_).subspan(from);
    const std::size_t first = of_phrases_.size();
    for_each_part(meant, ',', [&](std::string_view meaning) { of_phrases_.push_back({keep(meaning), how}); });
    phrases_.push_back({words, std::span<const alternative>(of_phrases_).subspan(first)});
  });
}

// "slack: channel room > conversation; emoji > reaction"
void tables::read_vocabulary() {
  for_each_line(embedded::search_vocabulary, [this](std::string_view line) {
    const auto [providers, entries] = halves(line, line.find(':'));
    for_each_part(entries, ';', [&, providers = providers](std::string_view entry) {
      const auto [words, own_names] = halves(entry, entry.find('>'));
      for_each_part(own_names, ' ', [&, words = words](std::string_view own) {
        const alternative a{keep(own), relation::own_name};
        for_each_part(providers, ' ', [&](std::string_view provider) {
          for_each_part(words, ' ', [&](std::string_view word) { add(provider, word, a); });
        });
      });
    });
  });
}

void tables::sort() {
  std::ranges::stable_sort(phrases_, {}, first_word);
  constexpr std::uint64_t number = (std::uint64_t{1} << number_bits) - 1;
  places_.reserve(added_.size());
  for (const meaning_of& m : added_)
    places_.push_back(m.place);
  std::ranges::sort(places_);
  meanings_.reserve(added_.size());
  for (const std::uint64_t place : places_)
    meanings_.push_back(added_[place & number].means);
}

} // namespace http_task::search
