// Which header fields settings may name and what may stand in them (RFC 9110, sections 5 and 7.6.1).
//
// The problems have no pointer, and none of them shows the value: it may be a secret.
#pragma once

#include "base/problem.hpp"

#include <optional>
#include <string_view>

namespace http_task::settings {

// "input.invalid" for a name that is no token, "input.reserved_header" for one that the client alone sets.
[[nodiscard]] std::optional<problem> check_header_name(std::string_view name);

// "input.invalid" for control characters other than a tab. Blanks around the value are allowed and not sent.
[[nodiscard]] std::optional<problem> check_header_value(std::string_view value);

// The first control character of a text that may hold none, in words ("ends with a line break (U+000A)"), or
// "".
[[nodiscard]] std::string describe_control(std::string_view text, bool allow_tab);

// Whether a message may have only one field of this name.
[[nodiscard]] bool is_single_field(std::string_view name) noexcept;

} // namespace http_task::settings
