#include "catalog/loaded_apis.hpp"

#include "search/index_builder.hpp"
#include "store/search_record.hpp"

#include <algorithm>

namespace http_task::catalog {
namespace {

template<class Matches>
void add_matching(const description::api& api, Matches matches, std::vector<endpoint_name>& found) {
  for (const description::outline& o : api.endpoints)
    if (matches(o)) found.push_back({o.id, o.method, o.path, o.title});
}

} // namespace

std::vector<api_summary> loaded_apis::list() const {
  std::vector<api_summary> list;
  for (const auto& [id, api] : apis_)
    list.push_back({id, api->title, api->version, api->endpoints.size(), built_in_});
  return list;
}

const search::index* loaded_apis::index() const {
  if (apis_.empty()) return nullptr;
  std::call_once(once_, [this] {
    search::index_builder builder;
    for (const auto& [id, api] : apis_) {
      builder.begin_api({.id = id, .title = api->title, .version = api->version});
      for (const description::outline& o : api->endpoints)
        store::add_to(builder, o);
    }
    bytes_ = builder.finish().value(); // fails above 65,535 APIs or 4 GiB; memory has an end before
    index_ = search::index::open(bytes_).value();
  });
  return &*index_;
}

result<std::optional<description::endpoint>>
loaded_apis::describe(std::string_view api, std::string_view method, std::string_view path) const {
  const auto of = apis_.find(api);
  if (of == apis_.end()) return std::nullopt;
  const std::vector<description::outline>& all = of->second->endpoints;
  const auto found = std::ranges::find_if(
      all, [&](const description::outline& o) { return o.path == path && o.method == method; });
  if (found == all.end()) return std::nullopt;
  return of->second->describe(static_cast<std::size_t>(found - all.begin()));
}

std::vector<endpoint_name> loaded_apis::with_operation_id(std::string_view name, std::string_view api) const {
  std::vector<endpoint_name> found;
  for (const auto& [id, a] : apis_)
    if (api.empty() || api == id)
      add_matching(
          *a, [&](const description::outline& o) { return o.operation_id == name; }, found);
  return found;
}

std::vector<endpoint_name> loaded_apis::near(std::string_view name, std::string_view api) const {
  std::vector<endpoint_name> found;
  for (const auto& [id, a] : apis_)
    if (api.empty() || api == id)
      add_matching(
          *a, [&](const description::outline& o) { return is_near(name, o); }, found);
  return found;
}

} // namespace http_task::catalog
