#include "http/network_problem.hpp"

#include <boost/asio/error.hpp>

#include <string>

namespace http_task::http {
namespace asio = boost::asio;

namespace {

problem with_advice(std::string_view type, std::string detail, std::string advice) {
  problem p = make_problem(type, std::move(detail));
  p.advice = std::move(advice);
  return p;
}

} // namespace

std::string describe_peer(std::string_view host, const asio::ip::tcp::endpoint& peer) {
  const std::string address = peer.address().to_string();
  const std::string port = "port " + std::to_string(peer.port());
  return std::string(host) + (address == host ? " (" + port + ")" : " (" + address + ", " + port + ")");
}

problem connect_problem(const boost::system::error_code& failed, std::string_view host,
                        const asio::ip::tcp::endpoint& peer) {
  const std::string whom = describe_peer(host, peer);
  if (failed == asio::error::connection_refused)
    return with_advice("conn.refused", "The connection to " + whom + " was refused: nothing listens there.",
                       "Check the port and that the server runs.");
  if (failed == asio::error::connection_reset || failed == asio::error::connection_aborted)
    return with_advice("conn.reset", "The connection to " + whom + " was reset while it was opened.",
                       "Something on the way ends such connections; look at firewalls and proxies.");
  return with_advice("conn.unreachable", whom + " cannot be reached: " + failed.message() + ".",
                     "Check the network of this machine, its routes and firewalls.");
}

problem stream_problem(const boost::system::error_code& failed, std::string_view host,
                       const asio::ip::tcp::endpoint& peer) {
  const std::string whom = describe_peer(host, peer);
  // EPIPE: the other side had closed before the request was through.
  if (failed == asio::error::eof || failed == asio::error::broken_pipe)
    return with_advice("conn.closed", whom + " closed the connection before it answered.",
                       "Look at the log of the server: it may have crashed or refused the request.");
  return with_advice("conn.reset", "The connection to " + whom + " was reset (" + failed.message() + ").",
                     "Look at the log of the server: it may have crashed or refused the request.");
}

} // namespace http_task::http
