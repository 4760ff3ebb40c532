// The parameters of request settings and their entries of `parameterStyles`, as uri/parameter_style.hpp takes
// them.
#pragma once

#include "base/result.hpp"
#include "settings/request_settings.hpp"
#include "uri/parameter_style.hpp"
#include "json/value.hpp"

#include <string_view>

namespace http_task::settings {

// The member of the settings with the parameters of that place, which has the same name in parameterStyles.
[[nodiscard]] std::string_view group_of(uri::place in) noexcept;

// The entry of parameterStyles for a parameter, or nullptr. Names of header fields have no case.
[[nodiscard]] const json::object* style_entry(const json::object& settings, uri::place in,
                                              std::string_view name) noexcept;

// `entry` may be nullptr; it keeps to the schema of the settings. With `content` the value becomes its text.
// Fails with "input.invalid", without pointer, on a content that is no media type or does not go with the
// value.
[[nodiscard]] result<parameter> make_parameter(uri::place in, std::string_view name, const json::value& v,
                                               const json::object* entry);

} // namespace http_task::settings
