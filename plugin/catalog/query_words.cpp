#include "catalog/query_words.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace http_task::catalog {
namespace {

constexpr std::size_t most_query_bytes = 512;
constexpr std::size_t most_query_words = 16;
constexpr std::size_t most_beginnings = 200; // terms of one index that an unfinished word may stand for
constexpr std::size_t most_corrections = 20; // terms of one index

constexpr double inflection_quality = 0.85;
constexpr double beginning_quality = 0.75;
constexpr double one_typo_quality = 0.6;
constexpr double two_typos_quality = 0.4;

// Words that people write and that say nothing about an endpoint.
bool is_filler(std::string_view word) noexcept {
  constexpr auto fillers = std::to_array<std::string_view>(
      {"a", "an", "and", "by", "for", "from", "in", "my", "of", "on", "or", "the", "to", "with"});
  return std::ranges::binary_search(fillers, word);
}

bool is_action_term(std::string_view term) noexcept {
  return term.starts_with('+');
}

class collector {
public:
  explicit collector(std::span<const index* const> indices) : indices_(indices) {
    for (const index* i : indices)
      endpoints_ += static_cast<double>(i->endpoints());
  }

  bool add_known(std::string_view term, double quality, bool with_next = false) {
    const double frequency = frequency_of(term);
    if (frequency > 0) add({std::string(term), quality, rareness(frequency), with_next});
    return frequency > 0;
  }

  void add_action(action a, double quality) { add_known(term_of(a), quality); }

  // "block" for "blocked", "recording" for "record".
  void add_inflections(std::string_view text, const query_word* next) {
    const auto try_form = [&](const std::string& form) {
      add_known(form, inflection_quality);
      if (next) add_known(form + next->text, inflection_quality, true);
    };
    const std::string word(text);
    const std::string stem = word.ends_with('e') ? word.substr(0, word.size() - 1) : word;
    if (word.size() >= 4) {
      try_form(stem + "ed");
      try_form(stem + "ing");
    }
    for (const std::string_view suffix : {"ing", "ed"}) {
      if (word.size() < suffix.size() + 4 || !word.ends_with(suffix)) continue;
      const std::string base = word.substr(0, word.size() - suffix.size());
      try_form(base);
      try_form(base + "e");
    }
  }

  // All of them together say as much as one word that stands wherever one of them stands; no more than the
  // word that was typed, if there is that word.
  bool add_beginnings(std::string_view start) {
    std::map<std::string_view, double> frequencies;
    for (const index* i : indices_) {
      const std::span<const std::string> terms = i->terms();
      const std::size_t from = i->lower_bound(start);
      const std::size_t end = std::min(terms.size(), from + most_beginnings);
      for (std::size_t at = from; at < end && terms[at].starts_with(start); ++at)
        frequencies[terms[at]] += static_cast<double>(i->postings(at).size());
    }
    double frequency = 0;
    for (const auto& [term, count] : frequencies)
      frequency += count;
    const double rare = rareness(std::min(frequency, endpoints_));
    for (const auto& [term, count] : frequencies) {
      // The nearer to its end, the more likely.
      const double typed = static_cast<double>(start.size()) / static_cast<double>(term.size());
      add({std::string(term), beginning_quality * (0.6 + 0.4 * typed), rare, false});
    }
    return !frequencies.empty();
  }

  void add_corrections(const query_word& w) {
    const std::size_t most = w.text.size() < 4 ? 0 : w.text.size() < 8 ? 1 : 2;
    if (most == 0) return;
    for (const index* i : indices_) {
      std::size_t count = 0;
      for (const std::string& term : i->terms()) {
        if (count == most_corrections) break;
        if (is_action_term(term)) continue;
        std::size_t distance = edit_distance(w.text, term, most);
        double quality = 1.0;
        if (distance > most && w.unfinished && term.size() > w.text.size()) {
          distance = edit_distance(w.text, std::string_view(term).substr(0, w.text.size()), most);
          quality = beginning_quality;
        }
        if (distance > most) continue;
        ++count;
        quality *= distance <= 1 ? one_typo_quality : two_typos_quality;
        add_known(term, quality);
        if (const std::optional<action> a = action_of(term)) add_action(*a, quality * 0.9);
      }
    }
  }

  std::vector<variant> take() {
    std::ranges::sort(found_, [](const variant& a, const variant& b) {
      return a.quality != b.quality ? a.quality > b.quality : a.term < b.term;
    });
    return std::move(found_);
  }

private:
  void add(variant v) {
    const auto known = std::ranges::find(found_, v.term, &variant::term);
    if (known == found_.end())
      found_.push_back(std::move(v));
    else if (known->quality < v.quality)
      *known = std::move(v);
  }

  double frequency_of(std::string_view term) const {
    double frequency = 0;
    for (const index* i : indices_)
      if (const std::size_t at = i->find(term); at != index::none)
        frequency += static_cast<double>(i->postings(at).size());
    return frequency;
  }

  // The idf of BM25.
  double rareness(double frequency) const {
    return std::log(1.0 + (endpoints_ - frequency + 0.5) / (frequency + 0.5));
  }

  std::span<const index* const> indices_;
  double endpoints_ = 0;
  std::vector<variant> found_;
};

} // namespace

std::vector<query_word> split_query(std::string_view text) {
  text = utf8_prefix(text, most_query_bytes);
  const std::vector<word> words = split_words(text, most_query_words);
  std::vector<query_word> out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const word& w = words[i];
    const bool last = i + 1 == words.size();
    if (is_filler(w.text) && !(last && out.empty())) continue;
    const std::optional<action> asks_for = action_of(w.text);
    const bool list_too = asks_for == action::get && !last && words[i + 1].plural;
    out.push_back({w.text, asks_for, list_too, last && w.offset + w.length == text.size()});
  }
  return out;
}

std::vector<variant> variants_of(const query_word& w, const query_word* next,
                                 std::span<const index* const> indices) {
  collector found(indices);
  bool any = found.add_known(w.text, 1.0);
  if (w.asks_for) {
    found.add_action(*w.asks_for, 1.0);
    any = true;
    if (w.list_too) found.add_action(action::list, 0.95);
    if (*w.asks_for == action::list) found.add_action(action::get, 0.3);
    if (*w.asks_for == action::send) found.add_action(action::create, 0.5);
  }
  if (next) any = found.add_known(w.text + next->text, 1.0, true) || any;
  if (!w.asks_for) found.add_inflections(w.text, next);
  if (w.unfinished) any = found.add_beginnings(w.text) || any;
  if (!any) found.add_corrections(w);
  return found.take();
}

} // namespace http_task::catalog
