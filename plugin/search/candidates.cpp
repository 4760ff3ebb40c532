#include "search/candidates.hpp"

#include "search/record_set.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace http_task::search {
namespace {

constexpr std::uint32_t enough = 240;       // candidates, before words may be missing
constexpr std::uint32_t many = 1'000;       // to be looked at one by one
constexpr std::uint32_t most_read = 40'000; // postings of rare terms for one word
constexpr std::size_t most_subsets = 40;    // of the words of a query

class gathering {
public:
  gathering(const parsed_query& q, const query_meaning& all, const meaning& m, const searched_index& searched,
            const weights& w, candidate_space& space)
      : q_(q), all_(all), m_(m), in_(*searched.in), w_(w), space_(space), filter_(q.only, searched) {
    if (space.serial == searched.serial) return;
    space.serial = searched.serial;
    first_ = true;
    space.universe_is_known = false;
    space.notes.clear();
    for (candidate_space::word_records& word : space.words)
      word.meaning.clear();
  }

  std::vector<candidate> run(std::size_t most) {
    space_.found.clear();
    if (first_)
      for (const term_meaning& t : m_.terms)
        in_.read_ahead_postings(t.term);
    find_universe();
    find_typed();
    for (std::size_t i = 0; i < q_.words.size(); ++i)
      find_word(i);
    space_.common.clear(in_.records());
    space_.left = space_.universe;
    take_subsets();
    return best(most);
  }

private:
  void find_universe() {
    if (space_.universe_is_known && !filter_.all_versions()) return;
    space_.universe_is_known = !filter_.all_versions();
    space_.universe.clear(in_.records());
    filter_.for_each_range(
        [this](std::uint32_t begin, std::uint32_t end) { space_.universe.add_range(begin, end); });
    if (filter_.all_versions()) return;
    space_.common.clear(in_.records());
    space_.common.add(in_.current());
    space_.universe.keep(space_.common);
  }

  // What the records of a word depend on.
  void note_meaning(std::size_t i) {
    meaning_.assign(1, q_.words[i].unfinished ? q_.words[i].text.size() : 0);
    for (const term_meaning& t : m_.terms)
      if (has_word(t.words, i))
        meaning_.push_back(std::uint64_t{t.term} << 2 | (is_sure(t.quality) ? 1U : 0U) |
                           (t.quality == 1.0F ? 2U : 0U));
    meaning_.push_back(none);
    for (const api_meaning& a : m_.apis)
      if (a.word == i) meaning_.push_back(std::uint64_t{a.api} << 1 | (is_sure(a.quality) ? 1U : 0U));
  }

  static bool is_sure(float quality) { return quality > 0.6F; }

  void find_word(std::size_t i) {
    candidate_space::word_records& r = space_.words[i];
    note_meaning(i);
    if (meaning_ == r.meaning) return;
    r.meaning = meaning_;
    r.own.clear(in_.records());
    r.strong.clear(in_.records());
    r.any.clear(in_.records());
    // Of a word of which hardly anything is known only names are worth a look.
    const bool vague = q_.words[i].unfinished && q_.words[i].text.size() < 3;
    std::uint32_t read = 0;
    for (const term_meaning& t : m_.terms) {
      if (!has_word(t.words, i)) continue;
      const term_postings postings = in_.postings(t.term);
      for (std::size_t c = 0; c < posting_classes; ++c) {
        if (postings[c].count() == 0 || (c > 0 && vague && t.quality < 1.0F)) continue;
        if (!postings[c].has_bits()) {
          if (read > most_read) continue;
          read += postings[c].count();
        }
        (c == 0 && is_sure(t.quality) ? r.strong : r.any).add(postings[c]);
        if (c == 0 && t.quality == 1.0F) r.own.add(postings[c]);
      }
    }
    for (const api_meaning& a : m_.apis)
      if (a.word == i)
        (is_sure(a.quality) ? r.strong : r.any)
            .add_range(in_.first_record(a.api), in_.first_record(a.api + 1U));
    r.any.add(r.strong);
  }

  // All words that say something, then all but one, the light ones first, then all but two.
  void take_subsets() {
    std::vector<std::size_t> asked;
    for (std::size_t i = 0; i < q_.words.size(); ++i)
      if (q_.words[i].kind == word_kind::content || q_.words[i].kind == word_kind::number) asked.push_back(i);
    if (asked.empty())
      for (std::size_t i = 0; i < q_.words.size(); ++i)
        asked.push_back(i);
    struct subset {
      word_mask left_out;
      float weight;
    };
    std::vector<subset> subsets{{0, 0}};
    for (std::size_t a = 0; a < asked.size(); ++a) {
      subsets.push_back({bit(asked[a]), cost(asked[a])});
      for (std::size_t b = a + 1; b < asked.size(); ++b)
        subsets.push_back(
            {static_cast<word_mask>(bit(asked[a]) | bit(asked[b])), cost(asked[a]) + cost(asked[b])});
    }
    std::ranges::stable_sort(subsets, {}, &subset::weight);
    if (subsets.size() > most_subsets) subsets.resize(most_subsets);
    for (const subset& s : subsets) {
      if (space_.found.size() >= enough && s.left_out != 0) break;
      if (s.left_out == 0) take(asked, 0, true);
      if (space_.found.size() < enough) take(asked, s.left_out, false);
    }
    if (space_.found.empty()) take_one_by_one(asked);
  }

  // Where no few words may be missing: what has any of them, the heavy ones first.
  void take_one_by_one(std::vector<std::size_t> asked) {
    std::ranges::stable_sort(asked, std::ranges::greater{}, [this](std::size_t i) { return all_.weight[i]; });
    word_mask every = 0;
    for (const std::size_t i : asked)
      every = static_cast<word_mask>(every | bit(i));
    for (const std::size_t i : asked)
      if (space_.found.size() < enough) take(asked, static_cast<word_mask>(every & ~bit(i)), false);
  }

  // Of leaving a word out; who names an API means it.
  float cost(std::size_t i) const {
    constexpr float whole_query = 100;
    return all_.weight[i] + (has_word(all_.names_apis, i) ? whole_query : 0);
  }

  static word_mask bit(std::size_t i) { return static_cast<word_mask>(1U << i); }

  void take(const std::vector<std::size_t>& asked, word_mask left_out, bool strongly) {
    record_set& common = space_.common;
    std::array<const record_set*, most_query_words + 1> sets{&space_.left};
    std::size_t count = 1;
    for (const std::size_t i : asked)
      if ((left_out & bit(i)) == 0) sets[count++] = strongly ? &space_.words[i].strong : &space_.words[i].any;
    if (count == 1) return;
    common.assign_common(std::span(sets).first(count));
    if (common.has_more_than(many)) keep_best(common);
    common.for_each([this](std::uint32_t record) {
      consider(record);
      space_.left.remove(record);
    });
  }

  // Of many the ones with short names, and the ones that do what was asked for.
  void keep_best(record_set& common) {
    record_set& acting = space_.acting;
    bool asked = false;
    for (std::size_t i = 0; i < q_.words.size(); ++i)
      if (q_.words[i].kind == word_kind::action) {
        if (!std::exchange(asked, true)) acting = common;
        acting.keep(space_.words[i].strong);
      }
    if (asked && acting.has_more_than(many)) keep_plain(acting);
    keep_plain(common);
    if (asked) common.add(acting);
  }

  // Of many the ones with short names, if they are enough.
  void keep_plain(record_set& common) {
    record_set& plain = space_.plain;
    plain.clear(in_.records());
    plain.add(in_.plain());
    plain.keep(common);
    if (plain.has_more_than(enough)) common = plain;
  }

  void consider(std::uint32_t record) {
    const record_info info = in_.info(record);
    if (!filter_.passes(record, info)) return;
    const action_set by_method = method_actions_[info.flags & method_mask];
    float score = 0;
    word_mask words = 0;
    for (std::size_t i = 0; i < q_.words.size(); ++i) {
      const candidate_space::word_records& r = space_.words[i];
      if (r.strong.has(record)) {
        score += (has_word(all_.names_apis, i) || r.own.has(record) ? 1.0F : 0.85F) * all_.weight[i];
        words = static_cast<word_mask>(words | bit(i));
      } else if (r.any.has(record)) {
        score += 0.5F * all_.weight[i];
        words = static_cast<word_mask>(words | bit(i));
      } else if ((q_.words[i].actions & by_method) != 0) {
        score += 0.5F * all_.weight[i];
      }
    }
    if ((info.flags & deprecated_flag) != 0) score *= w_.deprecated;
    score -= 0.007F * all_.total * static_cast<float>(std::min<int>(info.length, 30));
    space_.found.push_back({record, words, score});
  }

  // Which words of the index were typed, where the query looks like code.
  void find_typed() {
    if (q_.code.empty() || q_.words.size() < 2) return;
    for (const query_word& word : q_.words) {
      const std::uint32_t first = in_.lower_bound(word.text);
      typed_.emplace_back(first, in_.lower_bound(word.text + (word.unfinished ? '\xFF' : '\0')));
    }
  }

  // Whether the words of the query follow each other in the path or in the operationId.
  bool is_typed(const coded_record& r) const {
    for (const field f : {field::path, field::operation_id}) {
      std::size_t row = 0;
      for (coded_text text = r.texts[static_cast<std::size_t>(f)]; !text.empty() && row < typed_.size();) {
        const std::uint32_t word = in_.piece_word(index::next_piece(text));
        if (word == none) continue;
        if (word < typed_[row].first || word >= typed_[row].second) row = 0;
        if (word >= typed_[row].first && word < typed_[row].second) ++row;
      }
      if (row == typed_.size()) return true;
    }
    return false;
  }

  std::vector<candidate> best(std::size_t most) {
    std::vector<candidate>& found = space_.found;
    if (found.size() > most) {
      const auto every = static_cast<word_mask>((1U << q_.words.size()) - 1);
      if (!typed_.empty())
        for (candidate& c : found)
          if (c.words == every && is_typed(in_.record(c.record))) c.rough += all_.total;
      std::ranges::nth_element(found, found.begin() + static_cast<std::ptrdiff_t>(most),
                               [](const candidate& a, const candidate& b) {
                                 return a.rough != b.rough ? a.rough > b.rough : a.record < b.record;
                               });
      found.resize(most);
    }
    std::ranges::sort(found, {}, &candidate::record);
    if (first_)
      for (const candidate& c : found)
        in_.read_ahead_record(c.record);
    return found;
  }

  static std::array<action_set, 16> method_actions() {
    std::array<action_set, 16> actions{};
    for (std::size_t i = 0; i < method_names.size(); ++i)
      actions[i] = actions_of_method(method_names[i]);
    return actions;
  }

  const parsed_query& q_;
  const query_meaning& all_;
  const meaning& m_;
  const index& in_;
  const weights& w_;
  candidate_space& space_;
  record_filter filter_;
  bool first_ = false; // that this thread asks the index for: what it needs may still be on a disk
  std::vector<std::uint64_t> meaning_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> typed_; // [first, end) in the words of the index
  const std::array<action_set, 16> method_actions_ = method_actions();
};

} // namespace

std::vector<candidate> find_candidates(const parsed_query& q, const query_meaning& all, const meaning& m,
                                       const searched_index& searched, const weights& w, std::size_t most,
                                       candidate_space& space) {
  return gathering(q, all, m, searched, w, space).run(most);
}

} // namespace http_task::search
