// The schema of request settings, schemas/request-settings.schema.json, as it stood when the library was
// built.
#pragma once

#include "schema/validator.hpp"
#include "json/value.hpp"

#include <span>
#include <string_view>

namespace http_task::settings {

[[nodiscard]] std::string_view own_schema_text() noexcept;

// Parsed and compiled at the first call; thread-safe.
[[nodiscard]] const json::value& own_schema();
[[nodiscard]] const schema::validator& own_validator();

// The names of the settings' members, and the methods that settings may name.
[[nodiscard]] std::span<const std::string_view> field_names();
[[nodiscard]] std::span<const std::string_view> methods();

} // namespace http_task::settings
