// What an import changed of an API: endpoints new, gone and changed, and which fields.
#pragma once

#include "base/result.hpp"
#include "store/api_extent.hpp"
#include "store/writer.hpp"

namespace http_task::store {

// Only operations that a differing part of the source can reach are described and compared; of very large
// changes the first ones, the others are listed without fields. The title and version of the API are no
// change of an endpoint. Fails with "catalog.damaged".
[[nodiscard]] result<api_changes> compare(const api_extent& before, const api_extent& now);

} // namespace http_task::store
