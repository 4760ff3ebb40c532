// Small indices for the tests of this folder.
#pragma once

#include "search/index_builder.hpp"
#include "search/searcher.hpp"

#include <string>
#include <vector>

namespace http_task::search::test {

struct operation {
  std::string method;
  std::string path;
  std::string title = {};
  std::string operation_id = {};
  std::vector<std::string> tags = {};
  bool deprecated = false;
};

inline void add_api(index_builder& builder, const api_record& api, const std::vector<operation>& operations) {
  builder.begin_api(api);
  for (const operation& o : operations)
    builder.add({.method = o.method,
                 .path = o.path,
                 .operation_id = o.operation_id,
                 .title = o.title.empty() ? o.method + " " + o.path : o.title,
                 .tags = o.tags,
                 .deprecated = o.deprecated});
}

inline std::string make_index(const api_record& api, const std::vector<operation>& operations) {
  index_builder builder;
  add_api(builder, api, operations);
  return builder.finish().value();
}

// "api METHOD path" of each hit.
inline std::vector<std::string> names(const std::vector<hit>& hits) {
  std::vector<std::string> all;
  for (const hit& h : hits)
    all.push_back(h.api + " " + h.method + " " + h.path);
  return all;
}

} // namespace http_task::search::test
