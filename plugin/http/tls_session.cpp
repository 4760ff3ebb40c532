#include "http/tls_session.hpp"

#include "http/certificate.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ssl/error.hpp>

#include <openssl/err.h>
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

problem tls_problem(std::string_view type, std::string detail, std::string advice) {
  problem p = make_problem(type, std::move(detail));
  p.phase = "tls";
  p.advice = std::move(advice);
  return p;
}

int reason_of(const boost::system::error_code& failed) {
  return failed.category() == asio::error::get_ssl_category()
             ? ERR_GET_REASON(static_cast<unsigned long>(failed.value()))
             : 0;
}

} // namespace

tls_session::tls_session(std::string host, bool verify) : host_(std::move(host)), verify_(verify) {
  if (host_.ends_with('.')) host_.pop_back();
  boost::system::error_code not_numeric;
  (void)asio::ip::make_address(host_, not_numeric);
  is_address_ = !not_numeric;
}

void tls_session::install_callbacks(SSL_CTX* ctx) {
  SSL_CTX_set_cert_verify_callback(ctx, &tls_session::verify_chain, nullptr);
  SSL_CTX_set_client_cert_cb(ctx, &tls_session::client_certificate_asked);
}

void tls_session::prepare(SSL* ssl) {
  SSL_set_ex_data(ssl, session_index(), this);
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
  session->chain_.clear();
  for (int i = 0; i < sk_X509_num(sent); ++i) {
    X509* const certificate = sk_X509_value(sent, i);
    X509_up_ref(certificate);
    session->chain_.emplace_back(certificate);
  }
  const int verified = X509_verify_cert(store);
  session->verify_result_ = X509_STORE_CTX_get_error(store);
  if (verified <= 0 && session->verify_result_ == X509_V_OK) session->verify_result_ = X509_V_ERR_UNSPECIFIED;
  return verified;
}

int tls_session::client_certificate_asked(SSL* ssl, X509**, EVP_PKEY**) {
  session_of(ssl)->certificate_asked_ = true;
  return 0; // goes on without one
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

problem tls_session::verification_problem() const {
  const std::string reason = X509_verify_cert_error_string(verify_result_);
  const message::certificate own = describe_certificate(chain_.front().get());
  switch (verify_result_) {
  case X509_V_ERR_HOSTNAME_MISMATCH:
  case X509_V_ERR_IP_ADDRESS_MISMATCH: {
    std::string names;
    for (const std::string& name : own.subject_alt_names)
      names += (names.empty() ? "" : ", ") + name;
    return tls_problem("tls.hostname",
                       "The certificate is not for " + host_ + "; it is for " +
                           (names.empty() ? "no name at all (it has no subject alternative name)" : names) +
                           ".",
                       "Use a name that the certificate has, or have one issued for this name.");
  }
  case X509_V_ERR_CERT_HAS_EXPIRED:
    return tls_problem("tls.expired",
                       "A certificate of the chain has expired; that of the server ends " + own.not_after +
                           ".",
                       "Have the certificate renewed; check the clock of this machine.");
  case X509_V_ERR_CERT_NOT_YET_VALID:
    return tls_problem("tls.not_yet_valid",
                       "A certificate of the chain is not valid yet; that of the server begins " +
                           own.not_before + ".",
                       "Check the clock of this machine and that of the server.");
  case X509_V_ERR_EE_KEY_TOO_SMALL:
  case X509_V_ERR_CA_KEY_TOO_SMALL:
  case X509_V_ERR_CA_MD_TOO_WEAK:
    return tls_problem("tls.weak", "The certificate of " + host_ + " is too weak (" + reason + ").",
                       "Have one issued with a key of at least 2048 bits and a SHA-2 signature.");
  default:
    return tls_problem(
        "tls.untrusted",
        "The certificate of " + host_ + ", issued by \"" + own.issuer + "\", is not trusted (" + reason +
            ").",
        "If the issuer is your own, give its certificate as tls.caFile in the options of the instance.");
  }
}

problem tls_session::client_certificate_problem() const {
  return tls_problem("tls.client_cert_required",
                     host_ + " asks for a certificate of the client and got none.",
                     "Client certificates are not supported yet; ask for another way to authenticate.");
}

bool tls_session::is_refused_without_certificate(const boost::system::error_code& failed) const {
  const int reason = reason_of(failed);
  return certificate_asked_ &&
         (reason == SSL_R_TLSV13_ALERT_CERTIFICATE_REQUIRED ||
          reason == SSL_R_SSLV3_ALERT_HANDSHAKE_FAILURE || reason == SSL_R_SSLV3_ALERT_BAD_CERTIFICATE);
}

problem tls_session::handshake_problem(const boost::system::error_code& failed) const {
  const int reason = reason_of(failed);
  // Told by the result and not by `failed`, which may be an older error of the queue: that of a signature,
  // say.
  if (verify_ && verify_result_ != X509_V_OK && !chain_.empty()) return verification_problem();
  if (is_refused_without_certificate(failed)) return client_certificate_problem();
  switch (reason) {
  case SSL_R_UNSUPPORTED_PROTOCOL:
  case SSL_R_TLSV1_ALERT_PROTOCOL_VERSION:
  case SSL_R_WRONG_SSL_VERSION:
  case SSL_R_VERSION_TOO_LOW:
    return tls_problem("tls.version", host_ + " speaks no version of TLS from 1.2 on.",
                       "The server has to be updated: older versions are broken.");
  case SSL_R_DH_KEY_TOO_SMALL:
  case SSL_R_EE_KEY_TOO_SMALL:
  case SSL_R_CA_KEY_TOO_SMALL:
  case SSL_R_CA_MD_TOO_WEAK:
  case SSL_R_WRONG_SIGNATURE_TYPE:
    return tls_problem("tls.weak",
                       "The key or the signature of " + host_ + " is too weak (" + failed.message() + ").",
                       "The server needs keys of at least 2048 bits and SHA-2 signatures.");
  case SSL_R_TLSV1_ALERT_NO_APPLICATION_PROTOCOL:
  case SSL_R_NO_APPLICATION_PROTOCOL:
    return tls_problem("tls.alpn", host_ + " does not speak HTTP/1.1 on this port.",
                       "Use a port on which the server offers HTTP/1.1.");
  case SSL_R_WRONG_VERSION_NUMBER:
  case SSL_R_HTTP_REQUEST:
  case SSL_R_HTTPS_PROXY_REQUEST:
    return tls_problem("tls.handshake",
                       "What " + host_ +
                           " answered is not TLS: the server speaks plain HTTP or "
                           "something else on this port.",
                       "Check the port, or use http:// if the server has no TLS.");
  default: break;
  }
  if (failed == asio::error::eof || failed == asio::ssl::error::stream_truncated)
    return tls_problem("tls.handshake", host_ + " closed the connection during the TLS handshake.",
                       "Check that the port speaks TLS; the log of the server may say more.");
  return tls_problem("tls.handshake",
                     "The TLS handshake with " + host_ + " failed: " + failed.message() + ".",
                     "The log of the server may say more.");
}

} // namespace http_task::http
