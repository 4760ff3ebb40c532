// TLS on a socket that does not block.
//
// OpenSSL reads and writes the socket through a BIO of ours, which raises no SIGPIPE and does not tell it
// that the stream has ended: it would take that for an attack and make the session one that cannot be
// resumed. Nothing waits here; a transfer says what has to be waited for. Not thread-safe. A stream that
// failed leaves nothing to go on with.
#pragma once

#include "http/transfer.hpp"

#include <openssl/ssl.h>

#include <memory>
#include <span>
#include <string_view>

namespace http_task::http {

class tls_stream {
public:
  // `socket` stays the caller's and must outlive the stream. Throws std::bad_alloc.
  tls_stream(SSL_CTX* context, int socket);
  ~tls_stream();
  tls_stream(const tls_stream&) = delete;
  tls_stream& operator=(const tls_stream&) = delete;

  // Done when it neither failed nor waits for anything.
  [[nodiscard]] transfer handshake() noexcept;
  [[nodiscard]] transfer read(std::span<char> into) noexcept;
  // What was not taken must be offered again next.
  [[nodiscard]] transfer write(std::string_view data) noexcept;

  // Something lies in OpenSSL's buffers.
  [[nodiscard]] bool has_pending() const noexcept { return SSL_has_pending(ssl_.get()) == 1; }
  [[nodiscard]] SSL* native() const noexcept { return ssl_.get(); }

private:
  struct socket_bio;
  [[nodiscard]] bool would_wait() noexcept;
  [[nodiscard]] transfer outcome(int returned) noexcept;

  const int socket_;
  bool ended_ = false;   // the other side sends no more
  int system_error_ = 0; // of the last call that failed
  struct freed {
    void operator()(SSL* ssl) const noexcept { SSL_free(ssl); }
  };
  std::unique_ptr<SSL, freed> ssl_;
};

} // namespace http_task::http
