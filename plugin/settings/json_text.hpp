// A JSON value as the text that is sent for it.
#pragma once

#include "json/value.hpp"

#include <string>

namespace http_task::settings {

// A string that is itself the text of an object or an array stands as it is, as in Conductor; any other value
// is written as JSON.
[[nodiscard]] std::string json_text(const json::value& v);

// A string without quotes; any other value as JSON writes it.
[[nodiscard]] std::string plain_text(const json::value& v);

} // namespace http_task::settings
