// One TLS connection from the side of OpenSSL: what is asked of the certificate, and what was seen of the
// server.
//
// The chain is recorded while it is verified, so that it is there when the handshake fails over it. Belongs
// to a connection and lives as long as its SSL; touched only by the exchange that uses the connection.
#pragma once

#include "base/problem.hpp"
#include "http/pem.hpp"
#include "http/tls_session_cache.hpp"
#include "message/exchange.hpp"

#include <boost/system/error_code.hpp>

#include <openssl/ssl.h>

#include <string>
#include <vector>

namespace http_task::http {

class tls_session {
public:
  // `host` is the name or address of the request: what SNI says (names only, without the final dot) and what
  // the certificate must be for. Sessions to be resumed are taken from `cache` and put there, which must
  // outlive this object, under `key`, whose `verified` says whether the server is verified.
  tls_session(std::string host, tls_session_cache& cache, const pool_key& key);
  tls_session(const tls_session&) = delete;
  tls_session& operator=(const tls_session&) = delete;

  // Once for each SSL_CTX.
  static void install_callbacks(SSL_CTX* ctx);

  // Before the handshake. `ssl` must not outlive this object.
  void prepare(SSL* ssl, const tls_context& context);
  // After it.
  void handshake_ended(SSL* ssl, bool failed);
  // What is known of the connection, also after a handshake that failed.
  [[nodiscard]] message::tls_info info(const SSL* ssl) const;

  // The class of a failed handshake ("tls.hostname" ...), with the phase "tls".
  [[nodiscard]] problem handshake_problem(const boost::system::error_code& failed) const;
  // In TLS 1.3 a server refuses the certificate of a client, or that there is none, only after the handshake:
  // whether `failed`, of a read or write, is that.
  [[nodiscard]] bool is_client_refused(const boost::system::error_code& failed) const;
  [[nodiscard]] problem client_certificate_problem(const boost::system::error_code& failed) const;

private:
  static int verify_chain(X509_STORE_CTX* store, void*);
  static int client_certificate_asked(SSL* ssl, void*);
  static int session_made(SSL* ssl, SSL_SESSION* made);
  void keep_chain(const STACK_OF(X509) * chain);

  std::string host_; // without the final dot
  bool is_address_;
  bool verify_;
  tls_session_cache& cache_;
  const pool_key key_;
  bool offered_ = false;               // a session to be resumed
  bool has_certificate_ = false;       // of the client
  bool certificate_asked_ = false;     // the server wants one from us
  int verify_result_ = X509_V_OK;      // X509_V_ERR_...
  std::vector<certificate_ptr> chain_; // as sent
};

} // namespace http_task::http
