// A query parameter, header field or cookie as it is sent.
#pragma once

#include "base/result.hpp"
#include "settings/request_settings.hpp"

#include <string_view>

namespace http_task::request {

// uri::write_parameter() by the style of `p`, or else the default of the place; "" for one without value. The
// problem's pointer is that of the parameter.
[[nodiscard]] result<std::string> write_parameter(uri::place in, const settings::parameter& p);

// Whether `p`, a query parameter or a cookie, is sent under `name`: it has that name, or is an object whose
// members are sent by themselves and has a member of that name.
[[nodiscard]] bool is_sent_as(uri::place in, const settings::parameter& p, std::string_view name) noexcept;

} // namespace http_task::request
