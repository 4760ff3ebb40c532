// A request as a command line of curl, for people who want to try it elsewhere.
#pragma once

#include "base/redact.hpp"
#include "message/request.hpp"
#include "settings/request_settings.hpp"

#include <string>

namespace http_task::request {

// One line for a POSIX shell. Secrets show as redactor::mask. A body that is not UTF-8 text, or is long,
// shows as
// --data-binary @body.bin.
[[nodiscard]] std::string to_curl(const message::request& request, const settings::request_settings& settings,
                                  const redactor& secrets);

} // namespace http_task::request
