#include "catalog/search.hpp"

#include "base/text.hpp"
#include "description/endpoint.hpp"
#include "search/searcher.hpp"

namespace http_task::catalog {

search_results search(const snapshot& state, const query& q) {
  const http_task::search::searcher& searcher = state.searcher();
  http_task::search::request request;
  request.text = q.text;
  request.limit = q.limit;
  request.only.method = to_upper(q.method);
  request.only.api = q.api;
  request.only.tag = q.tag;
  request.only.deprecated = q.deprecated;
  search_results found;
  for (http_task::search::hit& hit : searcher.find(request)) {
    search_result result;
    result.id = description::make_id(hit.api, hit.method, hit.path);
    for (const http_task::search::place& other : hit.versions) {
      const http_task::search::hit version = searcher.show(other);
      result.versions.push_back(description::make_id(version.api, version.method, version.path));
    }
    result.shown = std::move(hit);
    result.explained = q.explain;
    found.results.push_back(std::move(result));
  }
  return found;
}

} // namespace http_task::catalog
