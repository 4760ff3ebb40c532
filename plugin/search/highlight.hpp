// Where in what a result shows the words of a query were found.
#pragma once

#include "search/index.hpp"
#include "search/query.hpp"
#include "search/ranking.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace http_task::search {

struct match_range {
  std::string_view field; // "api", "method", "path", "title" or "summary"
  std::size_t offset = 0; // in bytes of the field's UTF-8
  std::size_t length = 0;

  friend bool operator==(const match_range&, const match_range&) = default;
};

// In the order of the fields, then of the offsets; ranges of one field do not overlap.
[[nodiscard]] std::vector<match_range> find_matches(const parsed_query& q, const ranking& rank,
                                                    const index& in, std::uint32_t record);

} // namespace http_task::search
