// A list of endpoints (schemas/search-results.schema.json), best first, for a person.
#pragma once

#include "document/json.hpp"
#include "text/terminal.hpp"

#include <string>

namespace http_task::host {

// Two lines for each: method, path and API with the title below; what matched is highlighted.
[[nodiscard]] std::string render_search_results(const json::array& results, const palette& paint);

} // namespace http_task::host
