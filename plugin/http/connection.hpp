// One connection to a server: TCP, with TLS on it when asked for.
//
// Thin: no timer, no policy. Moving bytes never waits; what cannot go on says what to wait for. Not
// thread-safe; used by one coroutine at a time, whose cancellation ends a wait. After a failure nothing is
// left but to close it.
#pragma once

#include "http/tls_session.hpp"
#include "http/tls_stream.hpp"
#include "http/transfer.hpp"
#include "message/exchange.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>

namespace http_task::http {

class tls_context;

class connection {
public:
  using error_code = boost::system::error_code;
  using endpoint = boost::asio::ip::tcp::endpoint;
  using socket =
      boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;

  // `open` is connected to `peer`.
  connection(socket open, endpoint peer);
  connection(const connection&) = delete;
  connection& operator=(const connection&) = delete;

  // `host`, `cache` and `key` as in tls_session. Afterwards tls() is there, whatever came of it.
  boost::asio::awaitable<error_code> handshake(std::shared_ptr<tls_context> context, std::string host,
                                               tls_session_cache& cache, const pool_key& key);

  [[nodiscard]] transfer read(std::span<char> into) noexcept;
  [[nodiscard]] transfer write(std::string_view data) noexcept;
  // `what` is readable or writable. Fails only when it is cancelled.
  boost::asio::awaitable<std::tuple<error_code>> wait(readiness what);
  // Until it is writable or there is something to read.
  boost::asio::awaitable<void> wait_for_either();

  // Calls `heard` on `executor` once the other side has something to say, or has closed; not after
  // interrupt().
  void call_when_readable(const boost::asio::any_io_executor& executor, std::function<void()> heard);
  // Ends the waits under way.
  void interrupt();

  // To read before it is waited for: what was received with an earlier piece.
  [[nodiscard]] bool has_pending() const noexcept { return stream_ && stream_->has_pending(); }
  // Nothing to read and not closed by the other side: fit for another exchange.
  [[nodiscard]] bool is_quiet() noexcept;

  [[nodiscard]] const endpoint& peer() const noexcept { return peer_; }
  [[nodiscard]] const tls_session* tls() const noexcept { return tls_.get(); }
  // Made once, after the handshake: to put certificates into words takes longer than a short exchange.
  [[nodiscard]] const message::connection& describe();
  // The other side is a proxy: how it is shown.
  void set_proxy(std::string shown) { proxy_ = std::move(shown); }

private:
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
