#include "search/searcher.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <tuple>
#include <unordered_set>

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
  return std::tuple(in.api_id(info.api), method_name(info), in.text(path));
}

} // namespace

searcher::searcher(std::vector<index> indices, const weights& w)
    : indices_(std::move(indices)), weights_(w), serial_(next_serials(indices_.size())) {
  hidden_.resize(indices_.size());
  std::unordered_set<std::string_view> seen;
  for (std::size_t n = 0; n < indices_.size(); ++n) {
    if (n > 0)
      for (std::uint32_t a = 0; a < indices_[n].apis(); ++a)
        if (seen.contains(indices_[n].api_id(a))) hidden_[n].push_back(a);
    if (n + 1 < indices_.size())
      for (std::uint32_t a = 0; a < indices_[n].apis(); ++a)
        seen.insert(indices_[n].api_id(a));
  }
}

hit searcher::show(const place& where) const {
  hit h;
  h.where = where;
  const index& in = indices_[where.index];
  const record_info info = in.info(where.record);
  const coded_record r = in.record(where.record);
  const auto text = [&](field f) { return in.text(r.texts[static_cast<std::size_t>(f)]); };
  h.api = in.api_id(info.api);
  h.method = method_name(info);
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
