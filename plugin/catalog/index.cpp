#include "catalog/index.hpp"

#include "catalog/actions.hpp"
#include "catalog/words.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

namespace http_task::catalog {
namespace {

// How much a word counts by where it stands.
namespace boost_of {
constexpr double title = 3.0;
constexpr double operation_id = 2.0;
constexpr double path = 2.0;
constexpr double path_end = 1.0; // on top of `path`, for the last segment that is no placeholder
constexpr double tag = 1.5;
constexpr double api = 1.5;
constexpr double summary = 1.2;
constexpr double prose = 0.4;
constexpr double parameter = 0.4;
constexpr double joined = 0.8; // of the field's: "callcenter" for "Call Center"
constexpr double action = 4.0;
} // namespace boost_of

// A word of a long field says less than one of a short field.
double shortness(std::size_t words, double usual) {
  return 1.0 / (0.6 + 0.4 * static_cast<double>(words) / usual);
}

class builder {
public:
  void add_endpoint(const description::outline& e, std::uint32_t number, std::string_view api_title) {
    weights_.clear();
    add_names(e.title, boost_of::title, 4);
    add_names(e.operation_id, boost_of::operation_id, 4);
    add_path(e.path);
    for (const std::string& tag : e.tags)
      add_names(tag, boost_of::tag, 2);
    add_text(e.api, boost_of::api, 2);
    add_text(api_title, boost_of::api, 2);
    add_text(e.summary, boost_of::summary, 10);
    add_text(e.prose, boost_of::prose, 60);
    for (const std::string& name : e.parameters)
      add_text(name, boost_of::parameter, 2);
    for (const endpoint_action& a : actions_of(e))
      weights_[std::string(term_of(a.what))] = boost_of::action * a.certainty;
    for (const auto& [term, weight] : weights_)
      entries_.push_back({term_number(term), {number, static_cast<float>(weight)}});
  }

  // Terms sorted, postings by term and endpoint.
  void finish(std::vector<std::string>& terms, std::vector<std::size_t>& begins,
              std::vector<posting>& postings) {
    std::vector<std::uint32_t> order(names_.size());
    for (std::uint32_t i = 0; i < order.size(); ++i)
      order[i] = i;
    std::ranges::sort(order, {}, [&](std::uint32_t i) -> const std::string& { return *names_[i]; });
    std::vector<std::uint32_t> rank(order.size());
    terms.reserve(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
      rank[order[i]] = i;
      terms.push_back(*names_[order[i]]);
    }
    for (entry& e : entries_)
      e.term = rank[e.term];
    std::ranges::sort(entries_, [](const entry& a, const entry& b) {
      return a.term != b.term ? a.term < b.term : a.at.endpoint < b.at.endpoint;
    });
    begins.assign(terms.size() + 1, entries_.size());
    postings.reserve(entries_.size());
    for (std::size_t i = entries_.size(); i-- > 0;)
      begins[entries_[i].term] = i;
    for (const entry& e : entries_)
      postings.push_back(e.at);
  }

private:
  struct entry {
    std::uint32_t term;
    posting at;
  };

  std::uint32_t term_number(const std::string& term) {
    const auto [place, is_new] = numbers_.try_emplace(term, static_cast<std::uint32_t>(names_.size()));
    if (is_new) names_.push_back(&place->first);
    return place->second;
  }

  // Each word counts once for a field, more for each further time but less and less.
  void add_text(std::string_view text, double boost, double usual_words) {
    const std::vector<word> words = split_words(text);
    const double each = boost * shortness(words.size(), usual_words);
    for (const word& w : words) {
      double& weight = weights_[w.text];
      weight += weight > 0 ? each * 0.3 : each;
    }
  }

  // Names are also found when somebody writes two of their words as one.
  void add_names(std::string_view text, double boost, double usual_words) {
    const std::vector<word> words = split_words(text);
    const double each = boost * shortness(words.size(), usual_words);
    for (std::size_t i = 0; i < words.size(); ++i) {
      weights_[words[i].text] += each;
      if (i > 0) weights_[words[i - 1].text + words[i].text] += each * boost_of::joined;
    }
  }

  void add_path(std::string_view path) {
    std::string_view last;
    for (std::size_t from = 0; from < path.size();) {
      const std::size_t end = std::min(path.find('/', from), path.size());
      const std::string_view segment = path.substr(from, end - from);
      from = end + 1;
      if (segment.empty()) continue;
      if (segment.starts_with('{')) {
        add_text(segment, boost_of::parameter, 2);
        continue;
      }
      add_names(segment, boost_of::path, 2);
      last = segment;
    }
    add_text(last, boost_of::path_end, 2);
  }

  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<const std::string*> names_; // into numbers_, by number
  std::vector<entry> entries_;
  std::unordered_map<std::string, double> weights_; // of the endpoint that is being added
};

} // namespace

index::index(const description::api& api) : endpoints_(api.endpoints.size()) {
  builder b;
  for (std::size_t i = 0; i < api.endpoints.size(); ++i)
    b.add_endpoint(api.endpoints[i], static_cast<std::uint32_t>(i), api.title);
  b.finish(terms_, begins_, postings_);
}

std::size_t index::lower_bound(std::string_view term) const noexcept {
  return static_cast<std::size_t>(std::ranges::lower_bound(terms_, term) - terms_.begin());
}

std::size_t index::find(std::string_view term) const noexcept {
  const std::size_t at = lower_bound(term);
  return at < terms_.size() && terms_[at] == term ? at : none;
}

} // namespace http_task::catalog
