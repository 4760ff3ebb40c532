// What a method may be.
#pragma once

#include "settings/validate.hpp"
#include "json/value.hpp"

#include <string>

namespace http_task::settings {

// Any token but CONNECT; one that is a letter away from a registered method is taken for a typing error.
// `prefix` is where `settings` stand in their document.
void check_method(const json::object& settings, const std::string& prefix, stage when, report& found);

} // namespace http_task::settings
