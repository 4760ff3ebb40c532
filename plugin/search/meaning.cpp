#include "search/meaning.hpp"

#include "search/fuzzy.hpp"
#include "search/words.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace http_task::search {
namespace {

constexpr std::uint8_t rare = 36;           // of word_fact::frequency: in seven records
constexpr std::uint8_t common_name = 19;    // spread: of 27 providers
constexpr std::uint8_t common_service = 15; // of 14
constexpr std::size_t most_corrections = 6;
constexpr std::size_t most_completions = 64;
constexpr std::uint32_t most_scanned = 4'000; // words that begin alike

// The words of one term stand together behind their stem.
template<class Visit>
void for_each_form(const index& in, std::string_view stemmed, Visit visit) {
  std::uint32_t scanned = 0;
  for (std::uint32_t i = in.lower_bound(stemmed); i < in.words() && scanned < 200; ++i, ++scanned) {
    const std::string_view form = in.word(i);
    if (!form.starts_with(stemmed)) return;
    if (stem(form) == stemmed) visit(i);
  }
}

// The term of a stem, `none` if the index has none.
std::uint32_t find_term(const index& in, std::string_view stemmed) {
  std::uint32_t term = none;
  for_each_form(in, stemmed, [&](std::uint32_t i) { term = in.term_of(i); });
  return term;
}

// Of the most frequent form.
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

class finder {
public:
  finder(const parsed_query& q, const index& in, const weights& w, meaning& m)
      : q_(q), in_(in), w_(w), m_(m) {}

  // The word itself, and what the tables say of it.
  void add_known(std::size_t i) {
    const std::string_view text = q_.words[i].text;
    add_word(text, bit(i), known_form(in_, text) ? 1.0F : w_.other_form);
    for (const alternative& a : alternatives_of(stem(text)))
      add_alternative(a, bit(i));
  }

  void add_phrases(std::size_t i) {
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

  // "call center" may be written "callcenter".
  void add_joined(std::size_t i) {
    if (i + 1 >= q_.words.size()) return;
    const std::string joined = q_.words[i].text + q_.words[i + 1].text;
    if (joined.size() < 5) return;
    const auto mask = static_cast<word_mask>(bit(i) | bit(i + 1));
    add_term(find_term(in_, stem(joined)), mask, w_.joined, false);
    add_apis_of(joined, mask, w_.joined);
  }

  // "callcenter" may be written "call center".
  void add_parts(std::size_t i) {
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

  void add_completion(std::size_t i) {
    const std::string& text = q_.words[i].text;
    const std::uint32_t first = in_.lower_bound(text);
    const std::uint32_t end = in_.lower_bound(text + '\xFF');
    if (first == end) return;
    m_.completions.push_back({first, end, static_cast<std::uint8_t>(i)});
    add_frequent_terms(first, end, i);
    const float quality = text.size() < 3 ? w_.completion * 0.8F : w_.completion;
    for (std::uint32_t k = in_.first_api_word(first); k < in_.api_word_count(); ++k) {
      const api_word a = in_.api_word_at(k);
      if (a.word >= end) break;
      add_api(a, bit(i), quality);
    }
  }

  // Words that differ by a letter or two, the nearest first, among them the frequent ones.
  void add_corrections(std::size_t i, std::uint8_t frequency) {
    const std::string& text = q_.words[i].text;
    const std::size_t most = text.size() >= 8 ? 2 : 1;
    if (text.size() < 4) return;
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
  }

private:
  // Of the very form, or of the first word that begins so.
  std::uint8_t known_frequency(std::string_view word, bool unfinished) const {
    const std::uint32_t at = in_.lower_bound(word);
    const std::string_view found = in_.word(at);
    const bool known = unfinished ? found.starts_with(word) : found == word;
    return known ? in_.facts(at).frequency : std::uint8_t{0};
  }

  static word_mask bit(std::size_t i) { return static_cast<word_mask>(1U << i); }

  bool is_good(const near_word& n, std::uint8_t frequency) const {
    return names_an_api(in_, n.word) || in_.facts(n.word).frequency > frequency + 24;
  }

  bool has_good(const std::vector<near_word>& near, std::uint8_t frequency) const {
    return std::ranges::any_of(near,
                               [&](const near_word& n) { return n.distance > 0 && is_good(n, frequency); });
  }

  void add_term(std::uint32_t term, word_mask mask, float quality, bool replaces) {
    if (term == none) return;
    for (term_meaning& t : m_.terms)
      if (t.term == term && t.words == mask) {
        if (quality > t.quality) t = {term, mask, quality, replaces};
        return;
      }
    m_.terms.push_back({term, mask, quality, replaces});
  }

  void add_api(const api_word& a, word_mask mask, float quality) {
    const float level = a.level == api_level::provider  ? w_.provider
                        : a.level == api_level::service ? w_.service
                                                        : w_.api_title;
    for (std::uint8_t i = 0; i < q_.words.size(); ++i)
      if ((mask & bit(i)) != 0) m_.apis.push_back({a.api, i, a.level, quality * level});
  }

  void add_apis_of(std::string_view word, word_mask mask, float quality) {
    for_each_form(in_, stem(word), [&](std::uint32_t form) {
      for (std::uint32_t k = in_.first_api_word(form);; ++k) {
        const api_word a = in_.api_word_at(k);
        if (a.word != form) break;
        add_api(a, mask, in_.word(form) == word ? quality : quality * 0.95F);
      }
    });
  }

  void add_word(std::string_view word, word_mask mask, float quality) {
    add_term(find_term(in_, stem(word)), mask, quality, false);
    add_apis_of(word, mask, quality);
  }

  void add_alternative(const alternative& a, word_mask mask) {
    if (a.how == relation::provider) {
      add_provider(a, mask);
      return;
    }
    float quality = a.how == relation::synonym        ? w_.synonym
                    : a.how == relation::abbreviation ? w_.abbreviation
                                                      : w_.phrase;
    if (a.words.size() > 1) quality *= w_.part_of_alternative;
    for (const std::string_view word : a.words)
      add_term(find_term(in_, stem(word)), mask, quality, a.how == relation::synonym);
  }

  // All words of it name the API.
  void add_provider(const alternative& a, word_mask mask) {
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

  // Of the words that begin so, those that occur most.
  void add_frequent_terms(std::uint32_t first, std::uint32_t end, std::size_t i) {
    struct candidate {
      std::uint32_t term;
      std::uint8_t frequency;
    };
    std::vector<candidate> best;
    end = std::min(end, first + most_scanned);
    for (std::uint32_t k = first; k < end; ++k)
      if (const word_fact f = in_.facts(k); f.frequency > 0) best.push_back({in_.term_of(k), f.frequency});
    std::ranges::sort(best, [](const candidate& a, const candidate& b) {
      return a.frequency != b.frequency ? a.frequency > b.frequency : a.term < b.term;
    });
    const auto same_term = [](const candidate& a, const candidate& b) { return a.term == b.term; };
    best.erase(std::unique(best.begin(), best.end(), same_term), best.end());
    if (best.size() > most_completions) best.resize(most_completions);
    for (const candidate& c : best)
      add_term(c.term, bit(i), w_.completion, false);
  }

  const parsed_query& q_;
  const index& in_;
  const weights& w_;
  meaning& m_;
};

// By API, each word at its best.
void tidy(std::vector<api_meaning>& apis) {
  std::ranges::sort(apis, [](const api_meaning& a, const api_meaning& b) {
    if (a.api != b.api) return a.api < b.api;
    if (a.word != b.word) return a.word < b.word;
    return a.quality > b.quality;
  });
  const auto same = [](const api_meaning& a, const api_meaning& b) {
    return a.api == b.api && a.word == b.word;
  };
  apis.erase(std::unique(apis.begin(), apis.end(), same), apis.end());
}

// What is known of a word in all indices.
struct knowledge {
  std::uint8_t frequency = 0;
  std::uint8_t spread = 0;
  float count = 0; // of records
  bool completes = false;
};

knowledge look_up(const parsed_query& q, std::size_t i, std::span<const index> indices, const weights& w,
                  query_meaning& all) {
  const query_word& word = q.words[i];
  knowledge k;
  for (std::size_t n = 0; n < indices.size(); ++n) {
    finder find(q, indices[n], w, all.in[n]);
    find.add_known(i);
    find.add_phrases(i);
    find.add_joined(i);
    if (word.unfinished) find.add_completion(i);
    const word_fact f = facts_of(indices[n], word.text);
    k.count += std::exp2(static_cast<float>(f.frequency) / 12.0F) - 1.0F;
    k.spread = std::max(k.spread, spread_of(f));
    // "meting" has the stem of "met", and is no form of it.
    const std::uint8_t form =
        known_form(indices[n], word.text) ? f.frequency : std::min<std::uint8_t>(f.frequency, rare / 2);
    k.frequency = std::max(k.frequency, form);
    k.completes = k.completes || std::ranges::any_of(all.in[n].completions,
                                                     [i](const completion& c) { return c.word == i; });
  }
  return k;
}

bool names_api(const query_meaning& all, std::size_t i, float quality, api_level most) {
  return std::ranges::any_of(all.in, [&](const meaning& m) {
    return std::ranges::any_of(
        m.apis, [&](const api_meaning& a) { return a.word == i && a.quality > quality && a.level <= most; });
  });
}

// Whether the word is rather the name of an API than a word like others.
bool is_name(const query_meaning& all, std::size_t i, const query_word& word, const knowledge& k) {
  if (word.kind != word_kind::content) return false;
  const float quality = k.frequency == 0 ? 0.7F : 0.9F;
  return (k.spread < common_name && names_api(all, i, quality, api_level::provider)) ||
         (k.spread < common_service && names_api(all, i, quality, api_level::service));
}

} // namespace

query_meaning find_meaning(const parsed_query& q, std::span<const index> indices, const weights& w) {
  query_meaning all;
  all.in.resize(indices.size());
  float records = 0;
  for (const index& in : indices)
    records += static_cast<float>(in.records());
  for (std::size_t i = 0; i < q.words.size(); ++i) {
    const query_word& word = q.words[i];
    const knowledge k = look_up(q, i, indices, w, all);
    const bool doubtful =
        k.frequency < rare && word.kind != word_kind::number && !names_api(all, i, 0.9F, api_level::title);
    if (doubtful && !(word.unfinished && k.completes && word.text.size() < 4)) {
      for (std::size_t n = 0; n < indices.size(); ++n) {
        finder find(q, indices[n], w, all.in[n]);
        find.add_corrections(i, k.frequency);
        if (k.frequency == 0) find.add_parts(i);
        if (!word.unfinished && word.text.size() >= 3 && k.frequency == 0) find.add_completion(i);
      }
    }
    const bool name = is_name(all, i, word, k);
    if (name) all.names_apis = static_cast<word_mask>(all.names_apis | 1U << i);
    float weight = std::clamp(std::log(1.0F + records / (k.count + 1.0F)), 1.0F, 8.0F);
    if (word.kind == word_kind::empty) weight *= w.empty_word;
    if (word.kind == word_kind::action) weight *= w.action_word;
    if (word.kind == word_kind::filler) weight *= w.filler_word;
    if (name) weight = std::max(weight, w.least_provider_weight);
    if (word.unfinished) weight *= std::min(1.0F, 0.4F + 0.15F * static_cast<float>(word.text.size()));
    all.weight[i] = weight;
    all.total += weight;
  }
  for (meaning& m : all.in)
    tidy(m.apis);
  return all;
}

} // namespace http_task::search
