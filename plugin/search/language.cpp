#include "search/language.hpp"

#include "base/text.hpp"
#include "search/words.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

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

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find(separator, from), text.size());
    if (const std::string_view part = trim(text.substr(from, end - from)); !part.empty())
      parts.push_back(part);
    from = end + 1;
  }
  return parts;
}

template<class Visit>
void for_each_line(std::string_view table, Visit visit) {
  for (const std::string_view line : split(table, '\n'))
    if (!line.starts_with('#')) visit(line);
}

class tables {
public:
  tables() {
    read_actions();
    read_words(embedded::search_empty_words, empty_);
    read_words(embedded::search_filler_words, fillers_);
    read_synonyms();
    read_meanings(embedded::search_abbreviations, relation::abbreviation);
    read_meanings(embedded::search_providers, relation::provider);
    read_meanings(embedded::search_phrases, relation::phrase);
    read_vocabulary();
    std::ranges::stable_sort(phrases_, {}, first_word);
  }

  action_set actions(std::string_view word) const {
    const auto found = actions_.find(word);
    return found == actions_.end() ? action_set{0} : found->second;
  }

  action_set actions_of_method(std::string_view method) const {
    const auto found = methods_.find(method);
    return found == methods_.end() ? action_set{0} : found->second;
  }

  bool is_empty(std::string_view word) const { return std::ranges::binary_search(empty_, word); }

  std::span<const alternative> alternatives(std::string_view stemmed) const {
    const auto found = alternatives_.find(stemmed);
    return found == alternatives_.end() ? std::span<const alternative>() : found->second;
  }

  std::span<const alternative> own_names(std::string_view provider, std::string_view stemmed) const {
    const auto words = own_names_.find(provider);
    if (words == own_names_.end()) return {};
    const auto found = words->second.find(stemmed);
    return found == words->second.end() ? std::span<const alternative>() : found->second;
  }

  std::span<const phrase> phrases(std::string_view stemmed) const {
    // As iterators: clang 14 does not take the ranges of libstdc++ 12.
    const auto first = std::ranges::lower_bound(phrases_, stemmed, {}, first_word);
    const auto last = std::ranges::upper_bound(phrases_, stemmed, {}, first_word);
    return {first, last};
  }

  bool is_filler(std::string_view word) const { return std::ranges::binary_search(fillers_, word); }

private:
  static std::string_view first_word(const phrase& p) { return p.words.front(); }

  static void read_words(std::string_view table, std::vector<std::string_view>& words) {
    for_each_line(table, [&](std::string_view line) {
      for (const std::string_view word : split(line, ' '))
        words.push_back(word);
    });
    std::ranges::sort(words);
  }

  // "create POST PUT: create add new"
  void read_actions() {
    for_each_line(embedded::search_actions, [this](std::string_view line) {
      const std::size_t colon = std::min(line.find(':'), line.size() - 1);
      const std::vector<std::string_view> head = split(line.substr(0, colon), ' ');
      const auto name = std::ranges::find(action_names, head.front());
      if (name == action_names.end()) return;
      const auto bit = static_cast<action_set>(1U << (name - action_names.begin()));
      for (const std::string_view method : std::span(head).subspan(1))
        methods_[method] |= bit;
      for (const std::string_view word : split(line.substr(colon + 1), ' '))
        actions_[word] |= bit;
    });
  }

  void add(std::string_view word, alternative a) { alternatives_[stem(word)].push_back(std::move(a)); }

  void read_synonyms() {
    for_each_line(embedded::search_synonyms, [this](std::string_view line) {
      const std::size_t mark = line.find_first_of("=>");
      if (mark == std::string_view::npos) return;
      const std::string_view word = trim(line.substr(0, mark));
      for (const std::string_view other : split(line.substr(mark + 1), ' ')) {
        add(word, {{other}, relation::synonym});
        if (line[mark] == '=') add(other, {{word}, relation::synonym});
      }
    });
  }

  // "pr > pull request, pull"
  void read_meanings(std::string_view table, relation how) {
    for_each_line(table, [&](std::string_view line) {
      const std::size_t mark = line.find('>');
      if (mark == std::string_view::npos) return;
      std::vector<alternative> meanings;
      for (const std::string_view meaning : split(line.substr(mark + 1), ','))
        meanings.push_back({split(meaning, ' '), how});
      std::vector<std::string_view> words = split(line.substr(0, mark), ' ');
      if (words.size() == 1) {
        for (alternative& a : meanings)
          add(words.front(), std::move(a));
        return;
      }
      for (std::string_view& word : words)
        word = stem(word);
      phrases_.push_back({std::move(words), std::move(meanings)});
    });
  }

  // "slack: channel room > conversation; emoji > reaction"
  void read_vocabulary() {
    for_each_line(embedded::search_vocabulary, [this](std::string_view line) {
      const std::size_t colon = std::min(line.find(':'), line.size() - 1);
      for (const std::string_view entry : split(line.substr(colon + 1), ';')) {
        const std::size_t mark = std::min(entry.find('>'), entry.size() - 1);
        for (const std::string_view provider : split(line.substr(0, colon), ' '))
          for (const std::string_view word : split(entry.substr(0, mark), ' '))
            for (const std::string_view own : split(entry.substr(mark + 1), ' '))
              own_names_[provider][stem(word)].push_back({{own}, relation::own_name});
      }
    });
  }

  using by_stem = std::unordered_map<std::string_view, std::vector<alternative>>;
  std::unordered_map<std::string_view, by_stem> own_names_; // by provider
  std::unordered_map<std::string_view, action_set> actions_;
  std::unordered_map<std::string_view, action_set> methods_;
  by_stem alternatives_;
  std::vector<phrase> phrases_; // by the first word
  std::vector<std::string_view> empty_;
  std::vector<std::string_view> fillers_;
};

const tables& all() {
  static const tables read;
  return read;
}

} // namespace

action_set actions_of(std::string_view word) {
  const action_set exact = all().actions(word);
  if (exact != 0 || !word.ends_with('s')) return exact;
  return all().actions(word.substr(0, word.size() - 1)); // "Creates a charge"
}

action_set actions_of_method(std::string_view method) {
  return all().actions_of_method(method);
}

bool is_empty_word(std::string_view word) {
  return all().is_empty(word);
}

bool is_filler(std::string_view word) {
  return all().is_filler(word);
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
  return all().alternatives(stemmed);
}

std::span<const alternative> own_names_of(std::string_view provider, std::string_view stemmed) {
  return all().own_names(provider, stemmed);
}

std::span<const phrase> phrases_from(std::string_view stemmed) {
  return all().phrases(stemmed);
}

} // namespace http_task::search
