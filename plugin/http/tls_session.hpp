// One TLS connection from the side of OpenSSL: what is asked of the certificate, and what was seen of the
// server.
//
// The chain is recorded while it is verified, so that it is there when the handshake fails over it. Belongs
// to a connection and lives as long as its SSL; touched only by the strand that uses the connection.
#pragma once

#include "base/problem.hpp"
#include "message/exchange.hpp"

#include <boost/system/error_code.hpp>

#include <openssl/ssl.h>

#include <memory>
#include <string>
#include <vector>

namespace http_task::http {

class tls_session {
public:
  // `host` is the name or address of the request: what SNI says (names only, without the final dot) and what
  // the certificate must be for.
  tls_session(std::string host, bool verify);
  tls_session(const tls_session&) = delete;
  tls_session& operator=(const tls_session&) = delete;

  // Once for each SSL_CTX.
  static void install_callbacks(SSL_CTX* ctx);

  // Before the handshake. `ssl` must not outlive this object.
  void prepare(SSL* ssl);
  // What is known of the connection, also after a handshake that failed.
  [[nodiscard]] message::tls_info info(const SSL* ssl) const;

  // The class of a failed handshake ("tls.hostname" ...), with the phase "tls".
  [[nodiscard]] problem handshake_problem(const boost::system::error_code& failed) const;
  // In TLS 1.3 a server refuses the missing certificate of a client only after the handshake: whether
  // `failed`, of a read or write, is that.
  [[nodiscard]] bool is_refused_without_certificate(const boost::system::error_code& failed) const;
  [[nodiscard]] problem client_certificate_problem() const;

private:
  struct freed {
    void operator()(X509* certificate) const noexcept { X509_free(certificate); }
  };

  static int verify_chain(X509_STORE_CTX* store, void*);
  static int client_certificate_asked(SSL* ssl, X509**, EVP_PKEY**);
  [[nodiscard]] problem verification_problem() const;

  std::string host_; // without the final dot
  bool is_address_;
  bool verify_;
  bool certificate_asked_ = false;                  // the server wants one from us
  int verify_result_ = X509_V_OK;                   // X509_V_ERR_...
  std::vector<std::unique_ptr<X509, freed>> chain_; // as sent
};

} // namespace http_task::http
