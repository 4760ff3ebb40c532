// The events of a test as server-sent events.
#pragma once

#include "serve/test_run.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include <string>
#include <string_view>

namespace http_task::host {

// "event: NAME" and one "data" line: `json` has no line ends.
[[nodiscard]] std::string event_text(std::string_view name, std::string_view json);

// Writes a chunked body: "progress" as it comes (of several that wait the last one), then "completed", then
// the end. A comment every 15 s shows whether the client is still there. False when it is not.
[[nodiscard]] boost::asio::awaitable<bool> write_events(boost::beast::tcp_stream& socket, test_run& test);

} // namespace http_task::host
