// One connection of the editor's server, from its first byte to its end.
#pragma once

#include "serve/access.hpp"
#include "serve/editor.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <cstddef>

namespace http_task::host {

// What the connections share; used on the server's thread only.
struct connection_parts {
  const access_rules& access;
  editor& api;
  std::size_t connections = 0;
  std::size_t busy = 0; // calls in progress and streams of events
};

// Serves requests one after the other until the client closes, asks to close, breaks the protocol or keeps
// silent too long. Whether somebody may ask is decided before the body is read. Bounded: header 32 KiB, body
// 20 MiB, 120 s between requests, 30 s for a header, 60 s for a body or without progress while sending.
[[nodiscard]] boost::asio::awaitable<void> serve_editor(boost::asio::ip::tcp::socket socket,
                                                        connection_parts& parts);

} // namespace http_task::host
