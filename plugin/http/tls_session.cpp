#include "http/tls_session.hpp"

#include "http/certificate.hpp"
#include "http/tls_problem.hpp"

#include <boost/asio/ip/address.hpp>

#include <openssl/x509v3.h>

namespace http_task::http {
namespace asio = boost::asio;

namespace {

// Where an SSL finds its tls_session.
int session_index() {
  static const int index = SSL_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
  return index;
}

tls_session* session_of(const SSL* ssl) {
  return static_cast<tls_session*>(SSL_get_ex_data(ssl, session_index()));
}

} // namespace

tls_session::tls_session(std::string host, tls_session_cache& cache, const pool_key& key)
    : host_(std::move(host)), verify_(key.verified), cache_(cache), key_(key) {
  if (host_.ends_with('.')) host_.pop_back();
  boost::system::error_code not_numeric;
  (void)asio::ip::make_address(host_, not_numeric);
  is_address_ = !not_numeric;
}

void tls_session::install_callbacks(SSL_CTX* ctx) {
  SSL_CTX_set_cert_verify_callback(ctx, &tls_session::verify_chain, nullptr);
  SSL_CTX_set_cert_cb(ctx, &tls_session::client_certificate_asked, nullptr);
  SSL_CTX_set_session_cache_mode(ctx, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
  SSL_CTX_sess_set_new_cb(ctx, &tls_session::session_made);
}

void tls_session::prepare(SSL* ssl, const tls_context& context) {
  SSL_set_ex_data(ssl, session_index(), this);
  has_certificate_ = context.has_client_certificate();
  if (const auto session = cache_.take(key_, context.trust()))
    offered_ = SSL_set_session(ssl, session.get()) == 1;
  // Also without verification the chain is looked at, for display; then nothing comes of the result.
  SSL_set_verify(ssl, verify_ ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, nullptr);
  X509_VERIFY_PARAM* const param = SSL_get0_param(ssl);
  if (is_address_) {
    X509_VERIFY_PARAM_set1_ip_asc(param, host_.c_str());
    return; // RFC 6066, section 3: SNI has no addresses
  }
  // RFC 9525: names come from the SAN alone, and "*" stands for one whole label.
  X509_VERIFY_PARAM_set_hostflags(param,
                                  X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  X509_VERIFY_PARAM_set1_host(param, host_.data(), host_.size());
  SSL_set_tlsext_host_name(ssl, host_.c_str());
}

// In place of X509_verify_cert, which it calls: OpenSSL forgets the chain of a handshake that fails over it.
int tls_session::verify_chain(X509_STORE_CTX* store, void*) {
  const auto* ssl =
      static_cast<const SSL*>(X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()));
  tls_session* const session = session_of(ssl);
  const STACK_OF(X509)* sent = X509_STORE_CTX_get0_untrusted(store);
  session->keep_chain(sent);
  const int verified = X509_verify_cert(store);
  session->verify_result_ = X509_STORE_CTX_get_error(store);
  if (verified <= 0 && session->verify_result_ == X509_V_OK) session->verify_result_ = X509_V_ERR_UNSPECIFIED;
  return verified;
}

void tls_session::keep_chain(const STACK_OF(X509) * chain) {
  chain_.clear();
  for (int i = 0; i < sk_X509_num(chain); ++i) {
    X509* const certificate = sk_X509_value(chain, i);
    X509_up_ref(certificate);
    chain_.emplace_back(certificate);
  }
}

int tls_session::client_certificate_asked(SSL* ssl, void*) {
  session_of(ssl)->certificate_asked_ = true;
  return 1; // goes on with what there is
}

// In TLS 1.2 at the end of the handshake, in TLS 1.3 with each ticket, after it.
int tls_session::session_made(SSL* ssl, SSL_SESSION* made) {
  tls_session* const session = session_of(ssl);
  session->cache_.put(session->key_, tls_session_cache::session_ptr(made));
  return 1; // the reference is ours
}

void tls_session::handshake_ended(SSL* ssl, bool failed) {
  if (failed) {
    if (offered_) cache_.forget(key_);
    return;
  }
  // No certificates came this time; they are those of the connection that made the session.
  if (SSL_session_reused(ssl) != 1) return;
  keep_chain(SSL_get_peer_cert_chain(ssl));
  verify_result_ = static_cast<int>(SSL_get_verify_result(ssl));
}

message::tls_info tls_session::info(const SSL* ssl) const {
  message::tls_info i;
  if (const SSL_CIPHER* cipher = SSL_get_current_cipher(ssl)) {
    i.version = SSL_get_version(ssl);
    i.cipher = SSL_CIPHER_get_name(cipher);
  }
  const unsigned char* alpn = nullptr;
  unsigned alpn_size = 0;
  SSL_get0_alpn_selected(ssl, &alpn, &alpn_size);
  if (alpn != nullptr) i.alpn.assign(reinterpret_cast<const char*>(alpn), alpn_size);
  if (!is_address_) i.server_name = host_;
  i.resumed = SSL_session_reused(ssl) == 1;
  for (const auto& certificate : chain_)
    i.certificates.push_back(describe_certificate(certificate.get()));
  i.verified = verify_ && !chain_.empty() && verify_result_ == X509_V_OK;
  if (!i.verified)
    i.verify_message = chain_.empty()                ? "no certificate was received"
                       : verify_result_ == X509_V_OK ? "not verified, as the request asks"
                                                     : X509_verify_cert_error_string(verify_result_);
  return i;
}

bool tls_session::is_client_refused(const boost::system::error_code& failed) const {
  return certificate_asked_ && is_refusal_of_a_client(failed);
}

problem tls_session::client_certificate_problem(const boost::system::error_code& failed) const {
  return refused_client_problem(failed, host_, has_certificate_);
}

problem tls_session::handshake_problem(const boost::system::error_code& failed) const {
  // Told by the result and not by `failed`, which may be an older error of the queue: that of a signature,
  // say.
  if (verify_ && verify_result_ != X509_V_OK && !chain_.empty())
    return verification_problem(verify_result_, host_, describe_certificate(chain_.front().get()));
  if (is_client_refused(failed)) return client_certificate_problem(failed);
  return failed_handshake_problem(failed, host_);
}

} // namespace http_task::http
