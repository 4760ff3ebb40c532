// What a person searches for, and what is found (schemas/search-results.schema.json).
#pragma once

#include "base/result.hpp"
#include "search/searcher.hpp"
#include "json/value.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace http_task::catalog {

struct query {
  std::string text = {};   // words and filters (search/query.hpp), a path or a part of it, an operationId
  std::size_t limit = 10;  // 1 to 100
  std::string method = {}; // only endpoints of this method; "" for all; case does not matter
  std::string api = {};    // only endpoints of this API; "" for all
  std::string tag = {};    // only endpoints with this tag; "" for all; case does not matter
  std::optional<bool> deprecated = {};
  bool explain = false; // with the reason for each rank
};

struct search_result {
  std::string id;
  search::hit shown;
  std::vector<std::string> versions; // ids of the same endpoint in other versions of the API
  bool explained = false;
};

struct search_results {
  std::vector<search_result> results; // best first; equal scores by id
};

// Reads {"query": text, "limit": 1 to 100, "method", "api", "tag", "deprecated", "explain"}. Fails with
// "input.invalid" and a pointer.
[[nodiscard]] result<query> query_from_json(const json::value& document);

// Exactly schemas/search-results.schema.json.
[[nodiscard]] json::object to_json(const search_results& results);

} // namespace http_task::catalog
