// An HTTP request turned back into request settings, as an instance of the endpoint's description.
#pragma once

#include "document/json.hpp"
#include "sandbox/message.hpp"
#include "sandbox/route.hpp"

namespace http_task::host {

// Parameters become numbers, booleans, lists and objects where the description says so and the text can be
// read that way; text that cannot stays text, for the check to find; a path parameter that is not written in
// its style is left out. Header fields and cookies are those that the description names. Fails with
// "input.not_json" when the body says that it is JSON and is not.
[[nodiscard]] result<json::object> settings_from_request(const json::object& description, const route& way,
                                                         const sandbox_request& request);

} // namespace http_task::host
