// Opens a TCP connection to whichever of several addresses answers first.
//
// The thin shell around connect_race. For a coroutine whose executor runs one handler at a time, and whose
// cancellation ends all attempts.
#pragma once

#include "http/connection.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/address.hpp>

#include <memory>
#include <vector>

namespace http_task::http {

struct dialled {
  std::unique_ptr<connection> opened; // nullptr: failed or cancelled
  boost::system::error_code failed;   // of `last`
  connection::endpoint last;          // that connected or was tried last
};

// `addresses` is not empty.
[[nodiscard]] boost::asio::awaitable<dialled>
dial_any(boost::asio::io_context& io, std::vector<boost::asio::ip::address> addresses, std::uint16_t port);

} // namespace http_task::http
