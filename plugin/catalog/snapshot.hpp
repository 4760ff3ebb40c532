// One state of the catalogue, immutable once made.
#pragma once

#include "description/api.hpp"
#include "search/searcher.hpp"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace http_task::catalog {

struct entry {
  entry(description::api a, bool from_library) : api(std::move(a)), built_in(from_library) {}

  description::api api;
  bool built_in;
};

class snapshot {
public:
  using apis_by_id = std::map<std::string, std::shared_ptr<const entry>, std::less<>>;

  explicit snapshot(apis_by_id all) : apis(std::move(all)) {}

  // What readers see, by id of the API; a loaded one hides the built-in one of the same id.
  const apis_by_id apis;

  // Over all of it. The index is built by whoever asks first: several loads in a row cost one index.
  [[nodiscard]] const search::searcher& searcher() const;

private:
  mutable std::once_flag once_;
  mutable std::string index_;
  mutable std::unique_ptr<const search::searcher> searcher_;
};

} // namespace http_task::catalog
