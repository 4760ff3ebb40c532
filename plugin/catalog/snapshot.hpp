// One state of the catalogue, immutable once made.
#pragma once

#include "catalog/file_apis.hpp"
#include "catalog/loaded_apis.hpp"
#include "catalog/recent_endpoints.hpp"
#include "search/searcher.hpp"

#include <memory>
#include <mutex>
#include <string_view>
#include <utility>
#include <vector>

namespace http_task::catalog {

class snapshot {
public:
  using file_list = std::vector<std::shared_ptr<const file_apis>>;

  snapshot(std::shared_ptr<const loaded_apis> what_was_loaded, file_list open_files,
           std::shared_ptr<const loaded_apis> what_is_built_in);

  const std::shared_ptr<const loaded_apis> loaded;
  const file_list files; // in the order in which they were opened
  const std::shared_ptr<const loaded_apis> built_in;

  // All of them; of an API that several have the first one counts.
  [[nodiscard]] const std::vector<const endpoint_source*>& sources() const noexcept { return sources_; }
  // The one that counts for the API; nullptr if none has it.
  [[nodiscard]] const endpoint_source* source_of(std::string_view api) const;

  // Over all of it, made by whoever asks first.
  [[nodiscard]] const search::searcher& searcher() const;

  [[nodiscard]] recent_endpoints& recent() const noexcept { return recent_; }

private:
  std::vector<const endpoint_source*> sources_;
  mutable recent_endpoints recent_;
  mutable std::once_flag once_;
  mutable std::unique_ptr<const search::searcher> searcher_;
};

} // namespace http_task::catalog
