// The items of `acceptedStatusCodes`.
#pragma once

#include "settings/request_settings.hpp"
#include "json/value.hpp"

#include <optional>

namespace http_task::settings {

// 404, "404", a class such as "2XX", or a range such as "200-204"; nullopt for anything else, for a range
// from the higher to the lower, and for what is no final status (200 to 599).
[[nodiscard]] std::optional<status_range> parse_status(const json::value& v) noexcept;

} // namespace http_task::settings
