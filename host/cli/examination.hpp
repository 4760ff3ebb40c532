// What this installation is made of, and what of it is not as it should be.
#pragma once

#include "cli/console.hpp"
#include "cli/global_options.hpp"
#include "document/json.hpp"

namespace http_task::host {

// {"ok", "plugin", "openssl", "trustStore", "proxy", "catalogue", "folders"}, each part with an "ok" of its
// own. Reads files and loads the plugin; changes nothing, uses no network.
[[nodiscard]] json::object examine_installation(const global_options& globals, const console& out);

} // namespace http_task::host
