// The schema of request settings, schemas/request-settings.schema.json, as it stood when the library was
// built.
#pragma once

#include "schema/validator.hpp"
#include "json/value.hpp"

#include <span>
#include <string>
#include <string_view>

namespace http_task::settings {

[[nodiscard]] std::string_view own_schema_text() noexcept;

// Parsed and compiled at the first call; thread-safe.
[[nodiscard]] const json::value& own_schema();
[[nodiscard]] const schema::validator& own_validator();

// The names of the settings' members, and the methods that are registered with IANA.
[[nodiscard]] std::span<const std::string_view> field_names();
[[nodiscard]] std::span<const std::string_view> methods();
// A registered one in upper case, any other as it stands.
[[nodiscard]] std::string sent_method(std::string_view method);

} // namespace http_task::settings
