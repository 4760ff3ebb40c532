#include "search/word_finder.hpp"

#include "search/word_forms.hpp"

#include <algorithm>
#include <array>

namespace http_task::search {
namespace {

constexpr std::size_t most_corrections = 6;
constexpr std::size_t most_completions = 64;
constexpr std::uint32_t most_scanned = 4'000; // words that begin alike
constexpr std::string_view vowels = "aeiouy";

} // namespace

template<class Visit>
void word_finder::for_each_name_like(const std::string& beginning, Visit visit) const {
  const std::uint32_t end = in_.lower_bound(beginning + '\xFF');
  for (std::uint32_t k = in_.first_api_word(in_.lower_bound(beginning)); k < in_.api_word_count(); ++k) {
    const api_word a = in_.api_word_at(k);
    if (a.word >= end) break;
    if (a.level != api_level::title) visit(a, in_.word(a.word));
  }
}

void word_finder::add_known(std::size_t i) {
  const std::string_view text = q_.words[i].text;
  add_word(text, bit(i), known_form(in_, text) ? 1.0F : w_.other_form);
  add_meanings(stem(text), i);
}

void word_finder::add_phrases(std::size_t i) {
  for (const phrase& p : phrases_from(stem(q_.words[i].text))) {
    if (i + p.words.size() > q_.words.size()) continue;
    word_mask mask = 0;
    bool all = true;
    for (std::size_t k = 0; k < p.words.size(); ++k) {
      all = all && stem(q_.words[i + k].text) == p.words[k];
      mask = static_cast<word_mask>(mask | bit(i + k));
    }
    if (!all) continue;
    for (const alternative& a : p.alternatives)
      add_alternative(a, mask);
  }
}

void word_finder::add_joined(std::size_t i) {
  if (i + 1 >= q_.words.size()) return;
  const std::string joined = q_.words[i].text + q_.words[i + 1].text;
  if (joined.size() < 5) return;
  const auto mask = static_cast<word_mask>(bit(i) | bit(i + 1));
  add_term(find_term(in_, stem(joined)), mask, w_.joined, false);
  add_apis_of(joined, mask, w_.joined);
}

void word_finder::add_parts(std::size_t i) {
  const std::string_view text = q_.words[i].text;
  constexpr std::size_t shortest = 3;
  std::uint8_t best = 0;
  std::size_t at = 0;
  for (std::size_t k = shortest; k + shortest <= text.size(); ++k) {
    const std::uint8_t common = std::min(known_frequency(text.substr(0, k), false),
                                         known_frequency(text.substr(k), q_.words[i].unfinished));
    if (common > best) {
      best = common;
      at = k;
    }
  }
  if (best == 0) return;
  for (const std::string_view part : {text.substr(0, at), in_.word(in_.lower_bound(text.substr(at)))})
    add_term(find_term(in_, stem(part)), bit(i), w_.joined * w_.part_of_alternative, false);
}

void word_finder::add_completion(std::size_t i) {
  const std::string& text = q_.words[i].text;
  const std::uint32_t first = in_.lower_bound(text);
  const std::uint32_t end = in_.lower_bound(text + '\xFF');
  if (first == end) return;
  const std::uint8_t frequency = add_frequent_terms(first, end, i);
  m_.completions.push_back({first, end, static_cast<std::uint8_t>(i), frequency});
  add_alternatives_of_completion(i, first, end);
  // "vm" is what it stands for rather than the beginning of "vmware".
  const bool short_form = text.size() < 4 && !alternatives_of(stem(text)).empty();
  const float quality = w_.completion * (short_form ? 0.6F : text.size() < 3 ? 0.8F : 1.0F);
  for (std::uint32_t k = in_.first_api_word(first); k < in_.api_word_count(); ++k) {
    const api_word a = in_.api_word_at(k);
    if (a.word >= end) break;
    add_api(a, bit(i), quality);
  }
}

std::string_view word_finder::add_corrections(std::size_t i, std::uint8_t frequency) {
  const std::string& text = q_.words[i].text;
  const std::size_t most = text.size() >= 8 ? 2 : 1;
  if (text.size() < 4) {
    if (text.size() == 3 && !q_.words[i].unfinished) add_corrected_name(i);
    return {};
  }
  std::vector<near_word> near = find_near(in_, text, 1, q_.words[i].unfinished);
  if (most > 1 && !has_good(near, frequency)) near = find_near(in_, text, most, q_.words[i].unfinished);
  const auto merit = [this](const near_word& n) {
    const int frequent = names_an_api(in_, n.word) ? 80 : in_.facts(n.word).frequency;
    return frequent - 60 * n.distance;
  };
  std::erase_if(near, [&](const near_word& n) { return n.distance == 0 || !is_good(n, frequency); });
  std::ranges::stable_sort(near, std::ranges::greater{}, merit);
  if (near.size() > most_corrections) near.resize(most_corrections);
  for (const near_word& n : near) {
    float quality = n.distance == 1 ? w_.one_letter : w_.two_letters;
    if (n.distance == 1 && std::ranges::is_permutation(in_.word(n.word), text)) quality += w_.swapped;
    add_word(in_.word(n.word), bit(i), quality);
  }
  return near.empty() ? std::string_view() : in_.word(near.front().word);
}

void word_finder::add_without_re(std::size_t i) {
  const std::string_view text = q_.words[i].text;
  constexpr std::size_t shortest = 6;
  if (text.size() >= shortest && text.starts_with("re") && known_form(in_, text.substr(2)))
    add_word(text.substr(2), bit(i), w_.part_of_alternative);
}

void word_finder::add_meanings_of_correction(std::size_t i, std::string_view corrected) {
  for (const alternative& a : alternatives_of(stem(corrected)))
    add_alternative(a, bit(i), w_.one_letter);
  for (std::size_t k = 0; k < q_.words.size(); ++k) {
    for (const alternative& a : own_names_of(corrected, stem(q_.words[k].text)))
      add_alternative(a, bit(k), 1);
    for (const alternative& a : own_names_of(q_.words[k].text, stem(corrected)))
      add_alternative(a, bit(i), w_.one_letter);
  }
}

void word_finder::add_without_vowels(std::size_t i) {
  const std::string& text = q_.words[i].text;
  constexpr std::size_t shortest = 3;
  if (text.size() < shortest || text.find_first_of(vowels) != std::string::npos) return;
  for_each_name_like(text.substr(0, 1), [&](const api_word& a, std::string_view name) {
    if (without_vowels(name) == text) add_api(a, bit(i), w_.no_vowels);
  });
}

void word_finder::add_corrected_name(std::size_t i) {
  const std::string& text = q_.words[i].text;
  for_each_name_like(text.substr(0, 1), [&](const api_word& a, std::string_view name) {
    if (name.size() == text.size() + 1 && differ_by_one(name, text)) add_api(a, bit(i), w_.one_letter);
  });
}

std::string word_finder::without_vowels(std::string_view word) {
  std::string rest;
  for (const char c : word)
    if (vowels.find(c) == std::string_view::npos) rest += c;
  return rest;
}

std::uint8_t word_finder::known_frequency(std::string_view word, bool unfinished) const {
  const std::uint32_t at = in_.lower_bound(word);
  const std::string_view found = in_.word(at);
  const bool known = unfinished ? found.starts_with(word) : found == word;
  return known ? in_.facts(at).frequency : std::uint8_t{0};
}

bool word_finder::is_good(const near_word& n, std::uint8_t frequency) const {
  return names_an_api(in_, n.word) || in_.facts(n.word).frequency > frequency + 24;
}

bool word_finder::has_good(const std::vector<near_word>& near, std::uint8_t frequency) const {
  return std::ranges::any_of(near,
                             [&](const near_word& n) { return n.distance > 0 && is_good(n, frequency); });
}

void word_finder::add_term(std::uint32_t term, word_mask mask, float quality, bool replaces) {
  if (term == none) return;
  for (term_meaning& t : m_.terms)
    if (t.term == term && t.words == mask) {
      if (quality > t.quality) t = {term, mask, quality, replaces};
      return;
    }
  m_.terms.push_back({term, mask, quality, replaces});
}

void word_finder::add_api(const api_word& a, word_mask mask, float quality) {
  const float level = a.level == api_level::provider  ? w_.provider
                      : a.level == api_level::service ? w_.service
                                                      : w_.api_title;
  for (std::uint8_t i = 0; i < q_.words.size(); ++i)
    if ((mask & bit(i)) != 0) m_.apis.push_back({a.api, i, a.level, quality * level});
}

void word_finder::add_apis_of(std::string_view word, word_mask mask, float quality) {
  for_each_form(in_, stem(word), [&](std::uint32_t form) {
    for (std::uint32_t k = in_.first_api_word(form);; ++k) {
      const api_word a = in_.api_word_at(k);
      if (a.word != form) break;
      add_api(a, mask, in_.word(form) == word ? quality : quality * 0.95F);
    }
  });
}

void word_finder::add_word(std::string_view word, word_mask mask, float quality) {
  add_term(find_term(in_, stem(word)), mask, quality, false);
  add_apis_of(word, mask, quality);
}

void word_finder::add_alternative(const alternative& a, word_mask mask, float surely) {
  if (a.how == relation::provider) {
    if (surely == 1) add_provider(a, mask);
    return;
  }
  float quality = a.how == relation::synonym        ? w_.synonym
                  : a.how == relation::abbreviation ? w_.abbreviation
                  : a.how == relation::own_name     ? w_.own_name
                                                    : w_.phrase;
  quality *= surely;
  if (a.words.size() > 1) quality *= w_.part_of_alternative;
  for (const std::string_view word : a.words)
    add_term(find_term(in_, stem(word)), mask, quality, a.how == relation::synonym);
}

void word_finder::add_provider(const alternative& a, word_mask mask) {
  std::vector<std::uint16_t> apis;
  for (std::size_t k = 0; k < a.words.size(); ++k) {
    std::vector<std::uint16_t> found;
    const std::string_view wanted = a.words[k];
    const std::uint32_t word = in_.lower_bound(wanted);
    const std::uint32_t end = in_.lower_bound(std::string(wanted) + '\xFF');
    for (std::uint32_t n = in_.first_api_word(word); n < in_.api_word_count(); ++n) {
      const api_word entry = in_.api_word_at(n);
      if (entry.word >= end) break;
      if (in_.word(entry.word) == wanted) found.push_back(entry.api);
    }
    std::ranges::sort(found);
    if (k == 0) {
      apis = std::move(found);
    } else {
      std::erase_if(apis, [&](std::uint16_t api) { return !std::ranges::binary_search(found, api); });
    }
  }
  for (const std::uint16_t api : apis)
    add_api({none, api, api_level::provider, 1}, mask, 0.97F);
}

void word_finder::add_alternatives_of_completion(std::size_t i, std::uint32_t first, std::uint32_t end) {
  constexpr std::size_t shortest = 4;
  constexpr std::size_t shortest_of_provider = 2; // who names one uses its words
  constexpr std::uint32_t most_words = 200;
  if (q_.words[i].text.size() < shortest_of_provider || end - first > most_words) return;
  const auto only_one = [&](auto known) {
    std::string_view only;
    for (std::uint32_t k = first; k < end; ++k) {
      const std::string_view stemmed = stem(in_.word(k));
      if (stemmed == only || !known(stemmed)) continue;
      if (!only.empty()) return std::string_view();
      only = stemmed;
    }
    return only;
  };
  std::string_view only = only_one([this](std::string_view stemmed) { return has_own_name(stemmed); });
  if (only.empty() && q_.words[i].text.size() >= shortest)
    only = only_one([](std::string_view stemmed) { return !alternatives_of(stemmed).empty(); });
  if (!only.empty()) add_meanings(only, i);
}

bool word_finder::has_own_name(std::string_view stemmed) const {
  return std::ranges::any_of(q_.words,
                             [&](const query_word& w) { return !own_names_of(w.text, stemmed).empty(); });
}

void word_finder::add_meanings(std::string_view stemmed, std::size_t i) {
  for (const alternative& a : alternatives_of(stemmed))
    add_alternative(a, bit(i));
  for (const query_word& other : q_.words)
    for (const alternative& a : own_names_of(other.text, stemmed))
      add_alternative(a, bit(i));
}

std::uint8_t word_finder::add_frequent_terms(std::uint32_t first, std::uint32_t end, std::size_t i) {
  struct candidate {
    std::uint32_t term;
    std::uint8_t frequency;
  };
  end = std::min(end, first + most_scanned);
  std::array<std::uint16_t, 256> counts{};
  for (std::uint32_t k = first; k < end; ++k)
    ++counts[in_.facts(k).frequency];
  // The rarest that is taken: forms of one word are among them, so twice as many are looked at.
  std::uint8_t least = 255;
  for (std::size_t sum = counts[least]; least > 1 && sum < most_completions * 2; sum += counts[least])
    --least;
  std::vector<candidate> best;
  for (std::uint32_t k = first; k < end; ++k)
    if (const word_fact f = in_.facts(k); f.frequency >= least) best.push_back({in_.term_of(k), f.frequency});
  std::ranges::sort(best, [](const candidate& a, const candidate& b) {
    return a.frequency != b.frequency ? a.frequency > b.frequency : a.term < b.term;
  });
  const auto same_term = [](const candidate& a, const candidate& b) { return a.term == b.term; };
  best.erase(std::unique(best.begin(), best.end(), same_term), best.end());
  if (best.size() > most_completions) best.resize(most_completions);
  for (const candidate& c : best)
    add_term(c.term, bit(i), w_.completion, false);
  return best.empty() ? std::uint8_t{0} : best.front().frequency;
}

} // namespace http_task::search
