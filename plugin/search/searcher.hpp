// Finds records in several indices at once, best first.
//
// An API that several indices have is taken from the first of them. The bytes of the indices must outlive the
// searcher. find() is const and may be called from several threads; each thread keeps what it found in the
// last three indices for its next query, about two megabytes of a large one. What is found never depends on
// it.
#pragma once

#include "search/candidates.hpp"
#include "search/highlight.hpp"
#include "search/index.hpp"
#include "search/query.hpp"
#include "search/ranking.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::search {

struct request {
  std::string_view text = {}; // words and filters (query.hpp)
  filters only = {};          // besides those of the text, which win
  std::size_t limit = 10;
};

struct place {
  std::size_t index = 0; // in the order given to the searcher
  std::uint32_t record = 0;

  friend bool operator==(const place&, const place&) = default;
};

struct hit {
  place where;
  double score = 0; // comparable within one answer
  std::string api;
  std::string method;
  std::string path;
  std::string title;
  std::string summary;
  bool deprecated = false;
  std::vector<match_range> matches;
  std::vector<place> versions; // the same operation in other versions of the API
  score_parts reason;
};

class searcher {
public:
  explicit searcher(std::vector<index> indices, const weights& w = {});

  // Without words, the records that the filters leave, by API, method and path, as equal scores are ordered.
  [[nodiscard]] std::vector<hit> find(const request& r) const;

  // What a result shows, of one record.
  [[nodiscard]] hit show(const place& where) const;

private:
  [[nodiscard]] std::vector<hit> list(const filters& only, std::size_t limit) const;
  [[nodiscard]] searched_index at(std::size_t n) const { return {&indices_[n], hidden_[n], serial_ + n}; }

  std::vector<index> indices_;
  std::vector<std::vector<std::uint32_t>> hidden_; // for each index the APIs that an earlier one has
  weights weights_;
  std::uint64_t serial_; // of the first index; the next ones follow
};

} // namespace http_task::search
