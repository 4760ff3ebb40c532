// One connection to a server: TCP, with TLS on it when asked for.
//
// Thin: no timer, no policy. Not thread-safe; used by one coroutine at a time, whose cancellation ends the
// operation under way. An operation that was cancelled or failed leaves nothing to go on with but close.
#pragma once

#include "http/tls_session.hpp"
#include "message/exchange.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace http_task::http {

class tls_context;

class connection {
public:
  using error_code = boost::system::error_code;
  using endpoint = boost::asio::ip::tcp::endpoint;
  using socket =
      boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;

  struct transferred {
    error_code failed;
    std::size_t bytes = 0;
  };
  struct written : transferred {
    bool readable = false; // the other side has something to say, or has closed
  };

  // `open` is connected to `peer`.
  connection(socket open, endpoint peer);
  ~connection();
  connection(const connection&) = delete;
  connection& operator=(const connection&) = delete;

  // `host`, `cache` and `key` as in tls_session. Afterwards tls() is there, whatever came of it.
  boost::asio::awaitable<error_code> handshake(std::shared_ptr<tls_context> context, std::string host,
                                               tls_session_cache& cache, const pool_key& key);

  boost::asio::awaitable<transferred> read_some(std::span<char> into);
  // With `watch` also ends when there is something to read; not over TLS, where that cannot be told.
  boost::asio::awaitable<written> write_some(std::string_view data, bool watch);

  // Nothing to read and not closed by the other side: fit for another exchange.
  [[nodiscard]] bool is_quiet();

  [[nodiscard]] const endpoint& peer() const noexcept { return peer_; }
  [[nodiscard]] const tls_session* tls() const noexcept { return tls_.get(); }
  // Made once, after the handshake: to put certificates into words takes longer than a short exchange.
  [[nodiscard]] const message::connection& describe();
  // The other side is a proxy: how it is shown.
  void set_proxy(std::string shown) { proxy_ = std::move(shown); }

private:
  using tls_stream = boost::asio::ssl::stream<socket&>;

  struct read_watch;
  [[nodiscard]] std::shared_ptr<read_watch> watch_for_reading(const boost::asio::any_io_executor& strand);

  socket socket_;
  endpoint peer_;
  endpoint local_;
  std::string proxy_;
  std::shared_ptr<tls_context> context_;
  std::unique_ptr<tls_session> tls_; // before stream_: it must outlive the SSL
  std::optional<tls_stream> stream_;
  std::optional<message::connection> description_;
};

} // namespace http_task::http
