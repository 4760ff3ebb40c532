// A description fetched from a URL.
#pragma once

#include "document/problem.hpp"

#include "http_task/sdk/instance.hpp"

#include <functional>
#include <string>

namespace http_task::host {

// Through the plugin's executor, hence under the egress policy of the instance, with redirects as requests
// have them. At most max_description_bytes. Fails as a request does ("guard.*", "conn.*", "tls.*", "status",
// ...), and with "cancel.requested" once `cancelled` says so.
[[nodiscard]] result<std::string> fetch_description(sdk::instance& plugin, const std::string& url,
                                                    const std::function<bool()>& cancelled);

} // namespace http_task::host
