#include "catalog/search.hpp"

#include "base/text.hpp"
#include "catalog/highlight.hpp"
#include "catalog/query_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace http_task::catalog {
namespace {

// One endpoint on its way to a result.
struct candidate {
  const description::outline* endpoint;
  double score;
};

bool better(const candidate& a, const candidate& b) {
  return a.score != b.score ? a.score > b.score : a.endpoint->id < b.endpoint->id;
}

// Queries that look like code: a path or the end of one, an operationId, a whole id, "GET /users".
class code_query {
public:
  explicit code_query(std::string_view text) {
    text = trim(text);
    constexpr auto methods = std::to_array<std::string_view>(
        {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY", "TRACE"});
    const std::size_t blank = text.find(' ');
    const std::string_view first = text.substr(0, blank);
    if (blank != std::string_view::npos && std::ranges::find(methods, first) != methods.end()) {
      method_ = first;
      text = trim(text.substr(blank));
    }
    if (text.find_first_of("/._:{") != std::string_view::npos && text.find(' ') == std::string_view::npos)
      text_ = to_lower(text);
  }

  // What is added to the score; whole names before ends, ends before parts.
  [[nodiscard]] double bonus(const description::outline& e) const {
    if (text_.empty() || (!method_.empty() && method_ != e.method)) return 0;
    if (iequals(text_, e.id) || iequals(text_, e.operation_id)) return 400;
    const std::string path = to_lower(e.path);
    const double method = method_.empty() ? 0 : 50;
    if (path == text_) return 300 + method;
    if (path.ends_with(text_)) return 200 + method;
    if (path.find(text_) != std::string::npos) return 100 + method;
    return to_lower(e.operation_id).find(text_) != std::string::npos ? 50 : 0;
  }

  [[nodiscard]] bool empty() const noexcept { return text_.empty(); }

private:
  std::string method_;
  std::string text_; // lower case; "" if the query does not look like code
};

class ranking {
public:
  ranking(const snapshot& state, const query& q) : query_(q), method_(to_upper(q.method)), code_(q.text) {
    for (const auto& [id, e] : state.apis)
      if (q.api.empty() || q.api == id) entries_.push_back(e.get());
    for (const entry* e : entries_) {
      indices_.push_back(&e->words);
      endpoints_ += static_cast<double>(e->words.endpoints());
    }
    words_ = split_query(q.text);
  }

  search_results results() {
    std::vector<candidate> found = words_.empty() ? all() : matching();
    const std::size_t limit = std::min(found.size(), query_.limit);
    std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(limit), better);
    found.resize(limit);
    search_results out;
    for (const candidate& c : found) {
      const description::outline& e = *c.endpoint;
      out.results.push_back({e.id, e.api, e.method, e.path, e.title, e.summary, e.deprecated,
                             find_matches(e, terms_), c.score});
    }
    return out;
  }

private:
  struct sum {
    double score = 0;
    double covered = 0; // weight of the words that were found
    double best = 0;    // of the word that is looked for now
  };

  static std::string to_upper(std::string_view text) {
    std::string upper(text);
    std::ranges::transform(upper, upper.begin(), [](char c) {
      return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return upper;
  }

  [[nodiscard]] bool passes(const description::outline& e) const {
    return method_.empty() || e.method == method_;
  }

  std::vector<candidate> all() const {
    std::vector<candidate> found;
    for (const entry* e : entries_)
      for (const description::outline& o : e->api.endpoints)
        if (passes(o)) found.push_back({&o, 0});
    return found;
  }

  std::vector<candidate> matching() {
    std::vector<std::vector<variant>> variants;
    for (std::size_t i = 0; i < words_.size(); ++i)
      variants.push_back(variants_of(words_[i], i + 1 < words_.size() ? &words_[i + 1] : nullptr, indices_));
    share_joined(variants);
    std::vector<std::vector<sum>> sums;
    for (const index* i : indices_)
      sums.emplace_back(i->endpoints());
    double total = 0;
    for (const std::vector<variant>& v : variants)
      if (const double weight = add_word(v, sums); weight > 0) total += weight;
    std::vector<candidate> found;
    for (std::size_t i = 0; i < entries_.size(); ++i)
      for (std::size_t n = 0; n < sums[i].size(); ++n)
        add_candidate(entries_[i]->api.endpoints[n], sums[i][n], total, found);
    return found;
  }

  // "call center" found as "callcenter" stands for both words.
  static void share_joined(std::vector<std::vector<variant>>& variants) {
    for (std::size_t i = variants.size(); i-- > 1;)
      for (const variant& v : variants[i - 1])
        if (v.with_next) variants[i].push_back(v);
  }

  // Adds what the best variant of one word gives to each endpoint; returns the weight of the word, 0 if
  // nobody has it.
  double add_word(const std::vector<variant>& variants, std::vector<std::vector<sum>>& sums) {
    double weight = 0;
    std::vector<std::pair<std::size_t, std::uint32_t>> touched;
    for (const variant& v : variants) {
      const double rare = v.rareness * v.quality;
      bool found = false;
      for (std::size_t i = 0; i < indices_.size(); ++i) {
        const std::size_t at = indices_[i]->find(v.term);
        if (at == index::none) continue;
        found = true;
        for (const posting& p : indices_[i]->postings(at)) {
          double& best = sums[i][p.endpoint].best;
          if (best == 0) touched.emplace_back(i, p.endpoint);
          best = std::max(best, rare * static_cast<double>(p.weight));
        }
      }
      if (found) {
        weight = std::max(weight, rare);
        terms_.insert(v.term);
      }
    }
    for (const auto& [i, n] : touched) {
      sum& s = sums[i][n];
      s.score += s.best;
      s.covered += weight;
      s.best = 0;
    }
    return weight;
  }

  void add_candidate(const description::outline& e, const sum& s, double total,
                     std::vector<candidate>& found) const {
    if (!passes(e)) return;
    const double bonus = code_.bonus(e);
    if (s.score <= 0 && bonus <= 0) return;
    const double coverage = total > 0 ? s.covered / total : 0;
    double score = s.score * std::pow(coverage, 1.5) / (1.0 + 0.06 * left_over(e));
    if (e.deprecated) score *= 0.8;
    found.push_back({&e, score + bonus});
  }

  // Words of the names that the query does not ask for: the plain operation goes before its special cases.
  [[nodiscard]] double left_over(const description::outline& e) const {
    double count = 0;
    for (const word& w : split_words(e.title, 30))
      if (!terms_.contains(w.text) && !is_asked_for(action_of(w.text))) count += 1;
    for (std::size_t from = 0; from < e.path.size();) {
      const std::size_t end = std::min(e.path.find('/', from), e.path.size());
      const std::string_view segment = std::string_view(e.path).substr(from, end - from);
      from = end + 1;
      if (segment.starts_with('{'))
        count += 0.5;
      else
        for (const word& w : split_words(segment, 10))
          if (!terms_.contains(w.text)) count += 1;
    }
    return count;
  }

  [[nodiscard]] bool is_asked_for(std::optional<action> a) const {
    return a && terms_.contains(std::string(term_of(*a)));
  }

  const query& query_;
  std::string method_;
  code_query code_;
  std::vector<const entry*> entries_;
  std::vector<const index*> indices_; // of entries_
  double endpoints_ = 0;
  std::vector<query_word> words_;
  term_set terms_; // that the query stands for and that some index has
};

} // namespace

search_results search(const snapshot& state, const query& q) {
  return ranking(state, q).results();
}

} // namespace http_task::catalog
