// What may stand in the parts of `authentication`. The problems are "input.invalid", have no pointer, and
// show nothing of the credential.
#pragma once

#include "base/problem.hpp"

#include <optional>
#include <string_view>

namespace http_task::settings {

// RFC 6750, section 2.1; any visible ASCII is accepted, because real tokens do not all keep to its alphabet.
[[nodiscard]] std::optional<problem> check_bearer_token(std::string_view token);

// RFC 7617, section 2: no control characters, and no ':' in the user name.
[[nodiscard]] std::optional<problem> check_username(std::string_view username);
[[nodiscard]] std::optional<problem> check_password(std::string_view password);

// RFC 6265, section 4.1.1.
[[nodiscard]] std::optional<problem> check_cookie_name(std::string_view name);
[[nodiscard]] std::optional<problem> check_cookie_value(std::string_view value);

} // namespace http_task::settings
