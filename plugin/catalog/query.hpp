// What a person searches for, and what is found (schemas/search-results.schema.json).
#pragma once

#include "base/result.hpp"
#include "json/value.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace http_task::catalog {

struct query {
  std::string text;       // words, a path or a part of it, an operationId; the last word may be unfinished
  std::size_t limit = 10; // 1 to 100
  std::string method;     // only endpoints of this method; "" for all; case does not matter
  std::string api;        // only endpoints of this API; "" for all
};

// Where a word of the query was found, in bytes of the field's UTF-8.
struct match {
  std::string_view field; // "api", "method", "path", "title" or "summary"
  std::size_t offset = 0;
  std::size_t length = 0;

  friend bool operator==(const match&, const match&) = default;
};

struct search_result {
  std::string id;
  std::string api;
  std::string method;
  std::string path;
  std::string title;
  std::string summary;
  bool deprecated = false;
  std::vector<match> matches;
  double score = 0; // comparable within one answer only
};

struct search_results {
  std::vector<search_result> results; // best first; equal scores by id
};

// Reads {"query": text, "limit": 1 to 100, "method", "api"}. Fails with "input.invalid" and a pointer.
[[nodiscard]] result<query> query_from_json(const json::value& document);

// Exactly schemas/search-results.schema.json.
[[nodiscard]] json::object to_json(const search_results& results);

} // namespace http_task::catalog
