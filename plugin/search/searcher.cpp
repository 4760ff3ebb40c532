#include "search/searcher.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <tuple>

namespace http_task::search {
namespace {

constexpr std::size_t closely = 64; // records of one index that are scored closely

struct scored {
  place where;
  float score;
  score_parts parts;
};

// The one that knows the index, else the one that was least used.
candidate_space& this_threads_space(std::uint64_t serial) {
  thread_local std::array<candidate_space, 3> spaces;
  const auto known = std::ranges::find(spaces, serial, &candidate_space::serial);
  const auto used = known == spaces.end() ? spaces.end() - 1 : known;
  std::rotate(spaces.begin(), used, used + 1);
  return spaces.front();
}

std::uint64_t next_serials(std::size_t count) {
  static std::atomic<std::uint64_t> next{1};
  return next.fetch_add(count);
}

// By API, method and path, as ids are.
auto name_of(const index& in, std::uint32_t record) {
  const record_info info = in.info(record);
  const coded_text path = in.record(record).texts[static_cast<std::size_t>(field::path)];
  return std::tuple(in.api_id(info.api), in.method(record), in.text(path));
}

struct numbered_api {
  std::string_view id;
  std::uint32_t number;
};

std::vector<numbered_api> apis_by_id(const index& of) {
  std::vector<numbered_api> apis;
  apis.reserve(of.apis());
  for (std::uint32_t a = 0; a < of.apis(); ++a)
    apis.push_back({of.api_id(a), a});
  std::ranges::sort(apis, {}, &numbered_api::id);
  return apis;
}

// The APIs of index `n` that one before it has, ascending. Beside thousands of APIs often stand a few, and
// only the few are sorted: this is done at each start.
std::vector<std::uint32_t> apis_of_earlier(const std::vector<index>& indices, std::size_t n) {
  std::vector<std::uint32_t> found;
  for (std::size_t m = 0; m < n; ++m) {
    const bool few_here = indices[n].apis() <= indices[m].apis();
    const std::vector<numbered_api> sorted = apis_by_id(indices[few_here ? n : m]);
    const index& other = indices[few_here ? m : n];
    for (std::uint32_t a = 0; a < other.apis(); ++a) {
      const auto same = std::ranges::lower_bound(sorted, other.api_id(a), {}, &numbered_api::id);
      if (same != sorted.end() && same->id == other.api_id(a)) found.push_back(few_here ? same->number : a);
    }
  }
  std::ranges::sort(found);
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

} // namespace

searcher::searcher(std::vector<index> indices, const weights& w)
    : indices_(std::move(indices)), weights_(w), serial_(next_serials(indices_.size())) {
  for (std::size_t n = 0; n < indices_.size(); ++n)
    hidden_.push_back(apis_of_earlier(indices_, n));
}

hit searcher::show(const place& where) const {
  hit h;
  h.where = where;
  const index& in = indices_[where.index];
  const record_info info = in.info(where.record);
  const coded_record r = in.record(where.record);
  const auto text = [&](field f) { return in.text(r.texts[static_cast<std::size_t>(f)]); };
  h.api = in.api_id(info.api);
  h.method = in.method(where.record);
  h.path = text(field::path);
  h.title = (info.flags & title_is_operation_id) != 0      ? text(field::operation_id)
            : (info.flags & title_is_method_and_path) != 0 ? h.method + " " + h.path
                                                           : text(field::title);
  h.summary = text(field::summary);
  h.deprecated = (info.flags & deprecated_flag) != 0;
  in.for_each_version(where.record, [&](std::uint32_t other) { h.versions.push_back({where.index, other}); });
  return h;
}

std::vector<hit> searcher::find(const request& r) const {
  parsed_query q = parse_query(r.text, r.only);
  if (q.words.empty()) return list(q.only, r.limit);
  find_domains(q, indices_);
  correct_verb(q, indices_);
  const query_meaning all = find_meaning(q, indices_, weights_);
  std::vector<scored> found;
  for (std::size_t n = 0; n < indices_.size(); ++n) {
    candidate_space& space = this_threads_space(serial_ + n);
    const auto candidates =
        find_candidates(q, all, all.in[n], at(n), weights_, std::max(closely, r.limit), space);
    ranking rank(q, all, all.in[n], indices_[n], weights_, space);
    for (const candidate& c : candidates) {
      const score_parts parts = rank.score(c);
      found.push_back({{n, c.record}, total_of(parts, weights_), parts});
    }
  }
  const auto better = [this](const scored& a, const scored& b) {
    if (a.score != b.score) return a.score > b.score;
    if (a.where == b.where) return false;
    return name_of(indices_[a.where.index], a.where.record) <
           name_of(indices_[b.where.index], b.where.record);
  };
  const std::size_t limit = std::min(r.limit, found.size());
  std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(limit), better);
  found.resize(limit);
  std::vector<hit> hits;
  for (const scored& s : found) {
    hits.push_back(show(s.where));
    hits.back().score = static_cast<double>(s.score);
    hits.back().reason = s.parts;
  }
  for (std::size_t n = 0; n < indices_.size(); ++n) {
    const ranking rank(q, all, all.in[n], indices_[n], weights_, this_threads_space(serial_ + n));
    for (hit& h : hits)
      if (h.where.index == n) h.matches = find_matches(q, rank, indices_[n], h.where.record);
  }
  return hits;
}

std::vector<hit> searcher::list(const filters& only, std::size_t limit) const {
  struct listed_api {
    std::string_view id;
    std::size_t index;
    std::uint32_t begin;
    std::uint32_t end;
  };
  std::vector<record_filter> filters_of;
  std::vector<listed_api> apis;
  for (std::size_t n = 0; n < indices_.size(); ++n) {
    const index& in = indices_[n];
    filters_of.emplace_back(only, at(n));
    filters_of.back().for_each_range([&](std::uint32_t begin, std::uint32_t end) {
      for (; begin < end; begin = std::max(begin + 1, in.first_record(in.info(begin).api + 1U))) {
        const std::uint32_t api = in.info(begin).api;
        apis.push_back({in.api_id(api), n, begin, std::min(end, in.first_record(api + 1))});
      }
    });
  }
  std::ranges::stable_sort(apis, {}, &listed_api::id);
  std::vector<hit> hits;
  for (const listed_api& api : apis) {
    const index& in = indices_[api.index];
    const record_filter& filter = filters_of[api.index];
    std::vector<std::uint32_t> records;
    for (std::uint32_t record = api.begin; record < api.end; ++record) {
      const record_info info = in.info(record);
      const bool shown = filter.all_versions() || (info.flags & superseded_flag) == 0;
      if (shown && filter.passes(record, info)) records.push_back(record);
    }
    std::ranges::sort(records,
                      [&](std::uint32_t a, std::uint32_t b) { return name_of(in, a) < name_of(in, b); });
    for (const std::uint32_t record : records) {
      if (hits.size() == limit) return hits;
      hits.push_back(show({api.index, record}));
    }
  }
  return hits;
}

} // namespace http_task::search
