// What changed between two JSON values.
#pragma once

#include "document/json.hpp"

namespace http_task::host {

// In the shape of JSON Patch (RFC 6902): [{"op": "add | replace | remove", "path", "value"}], in the order of
// the members of `after`, what was removed last. "from" is the value that stood there before. Lists that
// differ are replaced as a whole.
[[nodiscard]] json::array json_difference(const json::value& before, const json::value& after);

} // namespace http_task::host
