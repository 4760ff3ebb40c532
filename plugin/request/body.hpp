// The body of a request: a JSON value in the form that its content type asks for.
#pragma once

#include "base/result.hpp"
#include "message/fields.hpp"
#include "settings/request_settings.hpp"

#include <optional>
#include <string>

namespace http_task::request {

// `bytes`, if given, as they are. Otherwise settings.body by the Content-Type of `headers`, or else of the
// settings: JSON; a form (application/x-www-form-urlencoded); or text. nullopt if there is no body. Fails
// with "input.invalid" (a content type that is none, a body that does not go with it, a body for TRACE) and
// "input.unsupported".
[[nodiscard]] result<std::optional<std::string>> build_body(const settings::request_settings& settings,
                                                            const message::fields& headers,
                                                            std::optional<std::string> bytes);

} // namespace http_task::request
