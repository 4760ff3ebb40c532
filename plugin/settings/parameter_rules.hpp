// The URL, the parameters and their styles, checked as request::build would use them.
#pragma once

#include "settings/read.hpp"
#include "settings/validate.hpp"

namespace http_task::settings {

// While the settings are stored, a letter stands for each expression within a text, and a value that is one
// expression is not looked at.
[[nodiscard]] report check_parameter_rules(const located& where, stage when);

} // namespace http_task::settings
