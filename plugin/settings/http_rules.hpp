// What HTTP and URLs ask of request settings and a schema has no word for.
#pragma once

#include "settings/read.hpp"
#include "settings/validate.hpp"

namespace http_task::settings {

// Members of a wrong type are passed over: the schema of the settings reports them.
[[nodiscard]] report check_http_rules(const located& where, stage when);

} // namespace http_task::settings
