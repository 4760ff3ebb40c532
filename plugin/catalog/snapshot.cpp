#include "catalog/snapshot.hpp"

#include "search/index_builder.hpp"

namespace http_task::catalog {
namespace {

void add_to(search::index_builder& builder, const description::api& api) {
  builder.begin_api({.id = api.id, .title = api.title, .version = api.version});
  for (const description::outline& o : api.endpoints)
    builder.add(
        {o.method, o.path, o.operation_id, o.title, o.summary, o.prose, o.tags, o.parameters, o.deprecated});
}

} // namespace

const search::searcher& snapshot::searcher() const {
  std::call_once(once_, [this] {
    search::index_builder builder;
    for (const auto& [id, e] : apis)
      add_to(builder, e->api);
    index_ = builder.finish().value(); // fails above 65,535 APIs or 4 GiB; memory has an end before
    searcher_ = std::make_unique<const search::searcher>(std::vector{search::index::open(index_).value()});
  });
  return *searcher_;
}

} // namespace http_task::catalog
