// One connection of the sandbox, from its first byte to its end.
#pragma once

#include "sandbox/message.hpp"
#include "sandbox/tls.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <functional>

namespace http_task::host {

// Serves requests one after the other until the client closes, asks to close, breaks the protocol or keeps
// silent too long. `tls` and `answer` are borrowed until it ends.
[[nodiscard]] boost::asio::awaitable<void>
serve_connection(boost::asio::ip::tcp::socket socket, sandbox_tls& tls,
                 const std::function<sandbox_answer(const sandbox_request&)>& answer);

} // namespace http_task::host
