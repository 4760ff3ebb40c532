#include "http/connection.hpp"

#include "http/tls_context.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cerrno>

namespace http_task::http {
namespace asio = boost::asio;

namespace {

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);

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

transfer outcome(ssize_t moved, readiness otherwise) noexcept {
  if (moved > 0) return {static_cast<std::size_t>(moved), readiness::nothing, {}};
  if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) return {0, otherwise, {}};
  return {0, readiness::nothing, {errno, asio::error::get_system_category()}};
}

} // namespace

connection::connection(socket open, endpoint peer) : socket_(std::move(open)), peer_(std::move(peer)) {
  error_code ignored; // a connection that is gone already shows with the first write
  socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
  socket_.native_non_blocking(true, ignored); // OpenSSL reads and writes it
  watch_for_silence(socket_.native_handle());
  local_ = socket_.local_endpoint(ignored);
}

asio::awaitable<connection::error_code> connection::handshake(std::shared_ptr<tls_context> context,
                                                              std::string host, tls_session_cache& cache,
                                                              const pool_key& key) {
  context_ = std::move(context);
  tls_ = std::make_unique<tls_session>(std::move(host), cache, key);
  stream_.emplace(context_->get(), socket_.native_handle());
  tls_->prepare(stream_->native(), *context_);
  description_.reset();
  transfer t = stream_->handshake();
  while (t.first != readiness::nothing) {
    auto [cancelled] = co_await wait(t.first);
    if (cancelled)
      t = {0, readiness::nothing, cancelled};
    else
      t = stream_->handshake();
  }
  tls_->handshake_ended(stream_->native(), static_cast<bool>(t.failed));
  co_return t.failed;
}

transfer connection::read(std::span<char> into) noexcept {
  if (stream_) return stream_->read(into);
  const ssize_t size = ::recv(socket_.native_handle(), into.data(), into.size(), MSG_DONTWAIT);
  if (size == 0) return {0, readiness::nothing, asio::error::eof};
  return outcome(size, readiness::readable);
}

transfer connection::write(std::string_view data) noexcept {
  if (stream_) return stream_->write(data);
  return outcome(::send(socket_.native_handle(), data.data(), data.size(), MSG_DONTWAIT | MSG_NOSIGNAL),
                 readiness::writable);
}

// No coroutine of its own: this is where an exchange spends most of its time.
asio::awaitable<std::tuple<connection::error_code>> connection::wait(readiness what) {
  return socket_.async_wait(what == readiness::writable ? socket::wait_write : socket::wait_read, as_result);
}

asio::awaitable<void> connection::wait_for_either() {
  struct other_wait {
    bool over = false; // that for writing: what is heard then is late
    bool readable = false;
  };
  const auto reading = std::make_shared<other_wait>();
  // Not within the call: GCC 12 destroys the lambda twice.
  const asio::any_io_executor executor = co_await asio::this_coro::executor;
  call_when_readable(executor, [this, reading] {
    if (reading->over) return;
    reading->readable = true;
    interrupt();
  });
  co_await wait(readiness::writable);
  reading->over = true;
  if (!reading->readable) interrupt();
}

void connection::call_when_readable(const asio::any_io_executor& executor, std::function<void()> heard) {
  socket_.async_wait(socket::wait_read,
                     asio::bind_executor(executor, [heard = std::move(heard)](const error_code& failed) {
                       if (!failed) heard();
                     }));
}

void connection::interrupt() {
  error_code ignored;
  socket_.cancel(ignored);
}

bool connection::is_quiet() noexcept {
  // What was decrypted, or lies in OpenSSL's buffers, would be taken for the next answer.
  if (has_pending()) return false;
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
  if (tls_) c.tls = std::make_shared<const message::tls_info>(tls_->info(stream_->native()));
  return description_.emplace(std::move(c));
}

} // namespace http_task::http
