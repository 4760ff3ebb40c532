#include "http/tls_stream.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/ssl/error.hpp>

#include <openssl/bio.h>
#include <openssl/err.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <memory>
#include <new>

#include <sys/socket.h>

namespace http_task::http {
namespace asio = boost::asio;

namespace {

int clamped(std::size_t size) noexcept {
  return static_cast<int>(std::min<std::size_t>(size, INT_MAX));
}

// SSL_get_error(3) wants an empty queue before each call. To clear one that is empty costs as much as to
// encrypt a short request.
void empty_error_queue() noexcept {
  if (ERR_peek_error() != 0) ERR_clear_error();
}

} // namespace

// BIO_meth_new(3). What would wait is to be tried again, as OpenSSL calls it.
struct tls_stream::socket_bio {
  static const BIO_METHOD* method() {
    static const std::unique_ptr<BIO_METHOD, decltype(&BIO_meth_free)> made = [] {
      std::unique_ptr<BIO_METHOD, decltype(&BIO_meth_free)> m(
          BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "http_task"), &BIO_meth_free);
      if (!m) throw std::bad_alloc();
      BIO_meth_set_read(m.get(), read);
      BIO_meth_set_write(m.get(), write);
      BIO_meth_set_ctrl(m.get(), control);
      return m;
    }();
    return made.get();
  }

  static int read(BIO* bio, char* into, int size) noexcept {
    tls_stream& stream = *static_cast<tls_stream*>(BIO_get_data(bio));
    BIO_clear_retry_flags(bio);
    const ssize_t got = ::recv(stream.socket_, into, static_cast<std::size_t>(size), MSG_DONTWAIT);
    if (got > 0) return static_cast<int>(got);
    if (got == 0) stream.ended_ = true;
    if (got == 0 || stream.would_wait()) BIO_set_retry_read(bio);
    return -1;
  }

  static int write(BIO* bio, const char* data, int size) noexcept {
    tls_stream& stream = *static_cast<tls_stream*>(BIO_get_data(bio));
    BIO_clear_retry_flags(bio);
    const ssize_t taken =
        ::send(stream.socket_, data, static_cast<std::size_t>(size), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (taken >= 0) return static_cast<int>(taken);
    if (stream.would_wait()) BIO_set_retry_write(bio);
    return -1;
  }

  static long control(BIO*, int command, long, void*) noexcept { return command == BIO_CTRL_FLUSH ? 1 : 0; }
};

bool tls_stream::would_wait() noexcept {
  system_error_ = errno;
  return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

tls_stream::tls_stream(SSL_CTX* context, int socket) : socket_(socket), ssl_(SSL_new(context)) {
  BIO* const bio = BIO_new(socket_bio::method());
  if (!ssl_ || bio == nullptr) {
    BIO_free(bio);
    ERR_clear_error();
    throw std::bad_alloc();
  }
  BIO_set_data(bio, this);
  BIO_set_init(bio, 1);
  SSL_set_bio(ssl_.get(), bio, bio);
  SSL_set_connect_state(ssl_.get());
  SSL_set_mode(ssl_.get(), SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_set_read_ahead(ssl_.get(), 1); // else each record takes two calls of the system
}

tls_stream::~tls_stream() {
  // Else OpenSSL takes the end for a failure and the newest session for one that must not be resumed.
  SSL_set_shutdown(ssl_.get(), SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
}

transfer tls_stream::handshake() noexcept {
  empty_error_queue();
  transfer t = outcome(SSL_do_handshake(ssl_.get()));
  t.bytes = 0;
  return t;
}

transfer tls_stream::read(std::span<char> into) noexcept {
  empty_error_queue();
  return outcome(SSL_read(ssl_.get(), into.data(), clamped(into.size())));
}

transfer tls_stream::write(std::string_view data) noexcept {
  empty_error_queue();
  return outcome(SSL_write(ssl_.get(), data.data(), clamped(data.size())));
}

transfer tls_stream::outcome(int returned) noexcept {
  if (returned > 0) return {static_cast<std::size_t>(returned), readiness::nothing, {}};
  switch (SSL_get_error(ssl_.get(), returned)) {
  case SSL_ERROR_WANT_READ:
    if (ended_) return {0, readiness::nothing, asio::ssl::error::stream_truncated};
    return {0, readiness::readable, {}};
  case SSL_ERROR_WANT_WRITE: return {0, readiness::writable, {}};
  case SSL_ERROR_ZERO_RETURN: return {0, readiness::nothing, asio::error::eof};
  case SSL_ERROR_SYSCALL: return {0, readiness::nothing, {system_error_, asio::error::get_system_category()}};
  default: {
    const unsigned long error = ERR_get_error();
    ERR_clear_error();
    return {0, readiness::nothing, {static_cast<int>(error), asio::error::get_ssl_category()}};
  }
  }
}

} // namespace http_task::http
