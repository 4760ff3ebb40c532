// Errors of sockets in words: what was tried, which address and port, what to do.
#pragma once

#include "base/problem.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/system/error_code.hpp>

#include <string_view>

namespace http_task::http {

// Connecting failed: "conn.refused", "conn.reset" or "conn.unreachable".
[[nodiscard]] problem connect_problem(const boost::system::error_code& failed, std::string_view host,
                                      const boost::asio::ip::tcp::endpoint& peer);

// An established connection failed while sending or receiving: "conn.reset" or "conn.closed".
[[nodiscard]] problem stream_problem(const boost::system::error_code& failed, std::string_view host,
                                     const boost::asio::ip::tcp::endpoint& peer);

// "api.example.com (192.0.2.1, port 443)"
[[nodiscard]] std::string describe_peer(std::string_view host, const boost::asio::ip::tcp::endpoint& peer);

} // namespace http_task::http
