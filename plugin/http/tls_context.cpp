#include "http/tls_context.hpp"

#include "http/tls_session.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <atomic>

namespace http_task::http {
namespace ssl = boost::asio::ssl;

namespace {

// RFC 7301: HTTP/1.1 is all that is spoken here; a server that wants something else says so in the handshake.
constexpr unsigned char protocols[] = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};

std::uint64_t next_id() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

crl_ptr share(const crl_ptr& crl) {
  X509_CRL_up_ref(crl.get());
  return crl_ptr(crl.get());
}

// What OpenSSL said last, in words.
std::string last_reason() {
  const char* reason = ERR_reason_error_string(ERR_peek_last_error());
  ERR_clear_error();
  return reason != nullptr ? reason : "unknown reason";
}

} // namespace

trust_store::trust_store(const std::vector<certificate_ptr>& authorities, const std::vector<crl_ptr>& crls)
    : store_(X509_STORE_new()), is_systems_(authorities.empty()) {
  // RFC 5280, section 6.1.1: what is named as trusted ends a chain, be it a root or not.
  if (!authorities.empty()) X509_STORE_set_flags(store_.get(), X509_V_FLAG_PARTIAL_CHAIN);
  for (const certificate_ptr& authority : authorities)
    X509_STORE_add_cert(store_.get(), authority.get());
  for (const crl_ptr& crl : crls) {
    X509_STORE_add_crl(store_.get(), crl.get());
    crls_.push_back(share(crl));
  }
  if (!crls.empty()) X509_STORE_set_flags(store_.get(), X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL);
}

X509_STORE* trust_store::get() {
  if (is_systems_)
    std::call_once(loaded_, [this] {
      // Nothing there is no error here: each connection will say that the certificate is not trusted.
      X509_STORE_set_default_paths(store_.get());
      ERR_clear_error();
    });
  return store_.get();
}

bool trust_store::has_stale_crl() const {
  for (const crl_ptr& crl : crls_) {
    const ASN1_TIME* next = X509_CRL_get0_nextUpdate(crl.get());
    if (next != nullptr && X509_cmp_current_time(next) < 0) return true;
  }
  return false;
}

tls_context::tls_context(std::shared_ptr<trust_store> trust, tls_version min_version)
    : id_(next_id()), trust_(std::move(trust)), context_(ssl::context::tls_client) {
  SSL_CTX* const ctx = context_.native_handle();
  SSL_CTX_set_min_proto_version(ctx, min_version == tls_version::v1_3 ? TLS1_3_VERSION : TLS1_2_VERSION);
  SSL_CTX_set_security_level(ctx, 2); // RSA from 2048 bits, no SHA-1 signatures
  SSL_CTX_set_alpn_protos(ctx, protocols, sizeof protocols);
  SSL_CTX_set_mode(ctx, SSL_MODE_RELEASE_BUFFERS);
  tls_session::install_callbacks(ctx);
}

result<std::shared_ptr<tls_context>> tls_context::create(std::shared_ptr<trust_store> trust,
                                                         tls_version min_version, const identity& client) {
  std::shared_ptr<tls_context> context(new tls_context(std::move(trust), min_version));
  if (!client.chain.empty())
    if (const result<void> used = context->use(client); !used) return used.error();
  return context;
}

result<void> tls_context::use(const identity& client) {
  SSL_CTX* const ctx = context_.native_handle();
  ERR_clear_error();
  if (SSL_CTX_use_certificate(ctx, client.chain.front().get()) != 1)
    return pem_problem(client.certificate_from, "has a certificate that cannot be used: " + last_reason(),
                       "Use one with a key of at least 2048 bits and a SHA-2 signature.");
  for (std::size_t i = 1; i < client.chain.size(); ++i)
    if (SSL_CTX_add1_chain_cert(ctx, client.chain[i].get()) != 1)
      return pem_problem(client.certificate_from, "has an issuer that cannot be used: " + last_reason(),
                         "Use certificates with keys of at least 2048 bits and SHA-2 signatures.");
  if (X509_check_private_key(client.chain.front().get(), client.key.get()) != 1 ||
      SSL_CTX_use_PrivateKey(ctx, client.key.get()) != 1) {
    ERR_clear_error();
    return pem_problem(client.key_from, "has a private key that does not belong to the client certificate",
                       "Give the key from which the first certificate was made.");
  }
  has_client_certificate_ = true;
  return {};
}

SSL_CTX* tls_context::get() {
  std::call_once(trust_set_, [this] { SSL_CTX_set1_cert_store(context_.native_handle(), trust_->get()); });
  return context_.native_handle();
}

} // namespace http_task::http
