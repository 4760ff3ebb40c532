#include "catalog/snapshot.hpp"

#include <algorithm>

namespace http_task::catalog {

snapshot::snapshot(std::shared_ptr<const loaded_apis> what_was_loaded, file_list open_files,
                   std::shared_ptr<const loaded_apis> what_is_built_in)
    : loaded(std::move(what_was_loaded)), files(std::move(open_files)),
      built_in(std::move(what_is_built_in)) {
  sources_.push_back(loaded.get());
  for (const auto& f : files)
    sources_.push_back(f.get());
  sources_.push_back(built_in.get());
}

const endpoint_source* snapshot::source_of(std::string_view api) const {
  const auto found = std::ranges::find_if(sources_, [&](const endpoint_source* s) { return s->has(api); });
  return found == sources_.end() ? nullptr : *found;
}

const search::searcher& snapshot::searcher() const {
  std::call_once(once_, [this] {
    std::vector<search::index> indices;
    for (const endpoint_source* s : sources_)
      if (const search::index* index = s->index()) indices.push_back(*index);
    searcher_ = std::make_unique<const search::searcher>(std::move(indices));
  });
  return *searcher_;
}

} // namespace http_task::catalog
