// Request settings beside the description of their endpoint.
#pragma once

#include "settings/read.hpp"
#include "settings/validate.hpp"

namespace http_task::settings {

// The settings are looked at as they are sent: names of header fields have no case, `contentType` and
// `accept` stand for their header fields, what is null is not there, and no method means GET.
[[nodiscard]] report check_description_rules(const located& where, const json::value& description,
                                             stage when);

} // namespace http_task::settings
