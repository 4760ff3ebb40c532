#include "http/connection.hpp"

#include "http/tls_context.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <netinet/tcp.h>
#include <sys/socket.h>

namespace http_task::http {
namespace asio = boost::asio;

namespace {

constexpr auto awaited = asio::as_tuple(asio::use_awaitable);

// tcp(7): a peer that has vanished is noticed after about two minutes, also while nothing is to be sent.
void watch_for_silence(int socket) {
  const auto set = [&](int level, int name, int value) {
    ::setsockopt(socket, level, name, &value, sizeof value);
  };
  set(SOL_SOCKET, SO_KEEPALIVE, 1);
  set(IPPROTO_TCP, TCP_KEEPIDLE, 60);
  set(IPPROTO_TCP, TCP_KEEPINTVL, 15);
  set(IPPROTO_TCP, TCP_KEEPCNT, 4);
}

} // namespace

connection::connection(socket open, endpoint peer) : socket_(std::move(open)), peer_(std::move(peer)) {
  error_code ignored; // a connection that is gone already shows with the first write
  socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
  watch_for_silence(socket_.native_handle());
  local_ = socket_.local_endpoint(ignored);
}

connection::~connection() {
  // Else OpenSSL takes the end for a failure and the newest session for one that must not be resumed.
  if (stream_) SSL_set_shutdown(stream_->native_handle(), SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
}

asio::awaitable<connection::error_code> connection::handshake(std::shared_ptr<tls_context> context,
                                                              std::string host, tls_session_cache& cache,
                                                              const pool_key& key) {
  context_ = std::move(context);
  tls_ = std::make_unique<tls_session>(std::move(host), cache, key);
  stream_.emplace(socket_, context_->get());
  tls_->prepare(stream_->native_handle(), *context_);
  description_.reset();
  auto [failed] = co_await stream_->async_handshake(asio::ssl::stream_base::client, awaited);
  tls_->handshake_ended(stream_->native_handle(), static_cast<bool>(failed));
  co_return failed;
}

// A wait beside the write, on the same strand; whichever of the two is first ends the other.
struct connection::read_watch {
  socket* watched; // nullptr once the write is over
  bool readable = false;
};

// The branches below are statements, not conditional expressions: GCC 12 miscompiles co_await within those.

asio::awaitable<connection::transferred> connection::read_some(std::span<char> into) {
  const auto buffer = asio::buffer(into.data(), into.size());
  if (stream_) {
    auto [failed, bytes] = co_await stream_->async_read_some(buffer, awaited);
    co_return transferred{failed, bytes};
  }
  auto [failed, bytes] = co_await socket_.async_read_some(buffer, awaited);
  co_return transferred{failed, bytes};
}

asio::awaitable<connection::written> connection::write_some(std::string_view data, bool watch) {
  const auto buffer = asio::buffer(data.data(), data.size());
  if (stream_) {
    auto [failed, bytes] = co_await stream_->async_write_some(buffer, awaited);
    co_return written{{failed, bytes}, false};
  }
  std::shared_ptr<read_watch> reading;
  const asio::any_io_executor strand = co_await asio::this_coro::executor;
  if (watch) reading = watch_for_reading(strand);
  auto [failed, bytes] = co_await socket_.async_write_some(buffer, awaited);
  written w{{failed, bytes}, false};
  if (!reading) co_return w;
  w.readable = std::exchange(reading->readable, false);
  reading->watched = nullptr;
  if (!w.readable) socket_.cancel();
  if (w.readable && w.failed == asio::error::operation_aborted) w.failed = {};
  co_return w;
}

std::shared_ptr<connection::read_watch> connection::watch_for_reading(const asio::any_io_executor& strand) {
  const auto watch = std::make_shared<read_watch>(read_watch{&socket_});
  socket_.async_wait(socket::wait_read, asio::bind_executor(strand, [watch](const error_code& failed) {
                       if (failed || watch->watched == nullptr) return;
                       watch->readable = true;
                       watch->watched->cancel();
                     }));
  return watch;
}

bool connection::is_quiet() {
  // What was decrypted, or lies in OpenSSL's buffers, would be taken for the next answer.
  if (stream_) {
    SSL* const ssl = stream_->native_handle();
    if (SSL_has_pending(ssl) == 1 || BIO_ctrl_pending(SSL_get_rbio(ssl)) > 0) return false;
  }
  char byte = 0;
  const ssize_t size = ::recv(socket_.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  return size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
}

const message::connection& connection::describe() {
  if (description_) return *description_;
  message::connection c;
  c.remote_address = peer_.address().to_string();
  c.remote_port = peer_.port();
  c.local_address = local_.address().to_string();
  c.local_port = local_.port();
  c.proxy = proxy_;
  if (tls_) c.tls = tls_->info(stream_->native_handle());
  return description_.emplace(std::move(c));
}

} // namespace http_task::http
