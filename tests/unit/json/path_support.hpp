// JSONPath queries on JSON text, for tests.
#pragma once

#include "json/parse.hpp"
#include "json/path_query.hpp"
#include "json/write.hpp"

#include <string>
#include <string_view>

namespace http_task::json {

// The values that a query selects as a JSON array, or the detail of the problem.
inline std::string selected(std::string_view query, std::string_view document,
                            path_notation notation = path_notation::standard,
                            const path_limits& limits = {}) {
  const result<path_query> q = path_query::compile(query, notation);
  if (!q) return q.error().detail;
  const value root = parse(document).value();
  const result<std::vector<const value*>> values = q->values(root, limits);
  if (!values) return values.error().detail;
  array all;
  for (const value* v : *values)
    all.push_back(*v);
  return write(all);
}

// What is wrong with a query; "" if nothing is.
inline std::string refusal(std::string_view query, path_notation notation = path_notation::standard) {
  const result<path_query> q = path_query::compile(query, notation);
  return q ? std::string() : q.error().detail;
}

} // namespace http_task::json
