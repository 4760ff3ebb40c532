// A structured response as HAR 1.2 (the HTTP Archive format), which browsers and other tools read.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace http_task::host {

// One entry for each redirect and one for the last request. `ended` is when the task did. An exchange without
// an answer has the status 0, as browsers write it, and the problem in "_error".
[[nodiscard]] std::string to_har(std::string_view structured_response,
                                 std::chrono::system_clock::time_point ended);

} // namespace http_task::host
