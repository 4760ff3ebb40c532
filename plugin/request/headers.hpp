// The header fields of a request, but for those of its authentication and its connection.
#pragma once

#include "base/result.hpp"
#include "message/fields.hpp"
#include "settings/request_settings.hpp"

namespace http_task::request {

// settings.headers as they stand, without blanks around the values, and settings.cookies as the field Cookie.
// Fails with "input.invalid", "input.reserved_header", "input.duplicate_header", "input.conflict" or
// "input.limit".
[[nodiscard]] result<message::fields> build_headers(const settings::request_settings& settings);

// Accept, Content-Type (with a body only) and User-Agent, unless they are there.
void add_default_headers(const settings::request_settings& settings, bool has_body, message::fields& headers);

} // namespace http_task::request
