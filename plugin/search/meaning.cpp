#include "search/meaning.hpp"

#include "search/fuzzy.hpp"
#include "search/word_finder.hpp"
#include "search/word_forms.hpp"
#include "search/words.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace http_task::search {
namespace {

constexpr std::uint8_t rare = 36;           // of word_fact::frequency: in seven records
constexpr std::uint8_t well_known = 84;     // in 127 records
constexpr std::uint8_t common_name = 19;    // spread: of 27 providers
constexpr std::uint8_t common_service = 15; // of 14

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
  std::uint8_t completed = 0; // frequency
};

knowledge look_up(const parsed_query& q, std::size_t i, std::span<const index> indices, const weights& w,
                  query_meaning& all) {
  const query_word& word = q.words[i];
  knowledge k;
  for (std::size_t n = 0; n < indices.size(); ++n) {
    word_finder find(q, indices[n], w, all.in[n]);
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
    for (const completion& c : all.in[n].completions) {
      if (c.word != i) continue;
      k.completes = true;
      k.completed = std::max(k.completed, c.frequency);
    }
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

bool is_phrase(const query_word& first, const query_word& second) {
  return std::ranges::any_of(phrases_from(stem(first.text)), [&](const phrase& p) {
    return p.words.size() == 2 && p.words.back() == stem(second.text);
  });
}

// "open states": two words that are one in the name of a provider; "exchange rate" means what it says.
void find_split_names(const parsed_query& q, std::span<const index> indices, query_meaning& all) {
  constexpr std::size_t shortest = 8;
  for (std::size_t i = 0; i + 1 < q.words.size(); ++i) {
    const std::string joined = q.words[i].text + q.words[i + 1].text;
    if (joined.size() < shortest || is_phrase(q.words[i], q.words[i + 1])) continue;
    const bool named = std::ranges::any_of(indices, [&](const index& in) {
      const std::uint32_t word = in.lower_bound(joined);
      if (in.word(word) != joined) return false;
      const api_word a = in.api_word_at(in.first_api_word(word));
      return a.word == word && a.level == api_level::provider && spread_of(in.facts(word)) < common_name;
    });
    if (named) all.names_apis = static_cast<word_mask>(all.names_apis | 3U << i);
  }
}

bool has_domain(const index& in, std::uint32_t api, const typed_domain& d) {
  const std::string_view id = in.api_id(api);
  return id.substr(0, id.find('/')) == d.text;
}

// Whose domain was typed.
void find_owners(const parsed_query& q, std::span<const index> indices, query_meaning& all) {
  for (const typed_domain& d : q.domains)
    for (std::size_t n = 0; n < indices.size(); ++n)
      for (std::uint32_t a = 0; a < indices[n].apis(); ++a) {
        if (!has_domain(indices[n], a, d)) continue;
        for (std::size_t i = d.first_word; i < d.first_word + d.words; ++i) {
          all.in[n].apis.push_back(
              {static_cast<std::uint16_t>(a), static_cast<std::uint8_t>(i), api_level::provider, 1.0F});
          all.names_apis = static_cast<word_mask>(all.names_apis | 1U << i);
        }
      }
}

} // namespace

void find_domains(parsed_query& q, std::span<const index> indices) {
  std::erase_if(q.domains, [&](const typed_domain& d) {
    return std::ranges::none_of(indices, [&](const index& in) {
      for (std::uint32_t a = 0; a < in.apis(); ++a)
        if (has_domain(in, a, d)) return true;
      return false;
    });
  });
  // "import.io" imports nothing.
  for (const typed_domain& d : q.domains)
    for (query_word& word : std::span(q.words).subspan(d.first_word, d.words)) {
      word.kind = word_kind::content;
      word.actions = 0;
    }
}

void correct_verb(parsed_query& q, std::span<const index> indices) {
  constexpr auto verbs =
      std::to_array<std::string_view>({"create", "list", "delete", "update", "send", "search", "upload",
                                       "download", "remove", "cancel", "start"});
  constexpr std::size_t shortest = 4;
  if (std::ranges::any_of(q.words, [](const query_word& w) { return w.actions != 0; })) return;
  for (query_word& word : q.words) {
    if (word.unfinished || word.text.size() < shortest) continue;
    const auto verb = std::ranges::find_if(verbs, [&](std::string_view v) {
      return v.front() == word.text.front() && differ_by_one(v, word.text);
    });
    const bool known = std::ranges::any_of(indices, [&](const index& in) {
      return known_form(in, word.text) && facts_of(in, word.text).frequency >= well_known;
    });
    if (verb == verbs.end() || known) continue;
    word.text = *verb;
    word.kind = word_kind::action;
    word.actions = actions_of(*verb);
    return;
  }
}

query_meaning find_meaning(const parsed_query& q, std::span<const index> indices, const weights& w) {
  query_meaning all;
  all.in.resize(indices.size());
  float records = 0;
  for (const index& in : indices)
    records += static_cast<float>(in.records());
  find_split_names(q, indices, all);
  find_owners(q, indices, all);
  for (std::size_t i = 0; i < q.words.size(); ++i) {
    const query_word& word = q.words[i];
    const knowledge k = look_up(q, i, indices, w, all);
    const bool doubtful =
        k.frequency < rare && word.kind != word_kind::number && !names_api(all, i, 0.9F, api_level::title);
    const bool on_its_way =
        word.unfinished && k.completes && (word.text.size() < 4 || k.completed >= well_known);
    if (doubtful && !on_its_way) {
      for (std::size_t n = 0; n < indices.size(); ++n) {
        word_finder find(q, indices[n], w, all.in[n]);
        if (const std::string_view corrected = find.add_corrections(i, k.frequency); !corrected.empty())
          find.add_meanings_of_correction(i, corrected);
        if (k.frequency == 0) find.add_parts(i);
        if (k.frequency == 0) find.add_without_vowels(i);
        find.add_without_re(i);
        if (!word.unfinished && word.text.size() >= 3 && k.frequency == 0) find.add_completion(i);
      }
    }
    const bool name = has_word(all.names_apis, i) || is_name(all, i, word, k);
    if (name) all.names_apis = static_cast<word_mask>(all.names_apis | 1U << i);
    float weight = std::clamp(std::log(1.0F + records / (k.count + 1.0F)), 1.0F, 10.0F);
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
