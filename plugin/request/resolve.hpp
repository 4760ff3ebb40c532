// Stored settings with the values of a context put in.
#pragma once

#include "base/redact.hpp"
#include "base/result.hpp"
#include "expression/resolve.hpp"
#include "json/value.hpp"

namespace http_task::request {

// expression::resolve(), and one rule more for `uri`: what an expression brings in within other text does not
// change where the request goes. It may not move the end of the host, bring in user information, a
// placeholder, a fragment, or a "." or ".." segment. What stands at the very beginning of uri may bring in
// scheme and host. And in outputFilter and successCondition an expression is refused. Fails like
// expression::resolve() and with "url.structure_changed"; source "settings".
[[nodiscard]] result<json::value> resolve(const json::value& settings, const expression::context& from,
                                          redactor& secrets_used);

} // namespace http_task::request
