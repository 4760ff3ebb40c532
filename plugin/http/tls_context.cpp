#include "http/tls_context.hpp"

#include "http/client.hpp"
#include "http/tls_session.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

namespace http_task::http {
namespace ssl = boost::asio::ssl;

namespace {

problem bad_ca(const std::string& pointer, std::string detail) {
  problem p = make_problem("options.invalid", std::move(detail), pointer);
  p.source = "options";
  p.advice = "Give a file with one or more certificates in PEM form (-----BEGIN CERTIFICATE-----).";
  return p;
}

result<std::string> read_file(const std::string& name) {
  errno = 0;
  std::ifstream file(name, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf()))
    return bad_ca("/tls/caFile", "The file \"" + name + "\" cannot be read: " +
                                     (errno != 0 ? std::strerror(errno) : "it is empty or no file") + ".");
  return std::move(text).str();
}

// The number of certificates added, or -1 when one of them is broken.
int add_certificates(X509_STORE* store, const std::string& pem) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> bio(
      BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free);
  int count = 0;
  while (true) {
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(
        PEM_read_bio_X509_AUX(bio.get(), nullptr, nullptr, nullptr), &X509_free);
    if (!certificate) break;
    if (X509_STORE_add_cert(store, certificate.get()) != 1) return -1;
    ++count;
  }
  const bool at_end = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
  ERR_clear_error();
  return at_end ? count : -1;
}

// RFC 7301: HTTP/1.1 is all that is spoken here; a server that wants something else says so in the handshake.
constexpr unsigned char protocols[] = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};

} // namespace

tls_context::tls_context(bool system_trust)
    : context_(ssl::context::tls_client), system_trust_(system_trust) {
  SSL_CTX* const ctx = context_.native_handle();
  SSL_CTX_set_min_proto_version(ctx, TLS1_2_VERSION);
  SSL_CTX_set_security_level(ctx, 2); // RSA from 2048 bits, no SHA-1 signatures
  SSL_CTX_set_alpn_protos(ctx, protocols, sizeof protocols);
  SSL_CTX_set_mode(ctx, SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_session_cache_mode(ctx, SSL_SESS_CACHE_OFF);
  tls_session::install_callbacks(ctx);
}

result<std::unique_ptr<tls_context>> tls_context::create(const tls_options& options) {
  const bool from_file = !options.ca_file.empty();
  const bool from_text = !from_file && !options.ca_pem.empty();
  std::unique_ptr<tls_context> context(new tls_context(!from_file && !from_text));
  if (!from_file && !from_text) return context;

  std::string pem = options.ca_pem;
  if (from_file) {
    result<std::string> text = read_file(options.ca_file);
    if (!text) return text.error();
    pem = std::move(*text);
  }
  X509_STORE* const store = SSL_CTX_get_cert_store(context->context_.native_handle());
  const int count = add_certificates(store, pem);
  if (count > 0) return context;
  const std::string what = from_file ? "The file \"" + options.ca_file + "\"" : "The text of the CA";
  return bad_ca(from_file ? "/tls/caFile" : "/tls/caPem",
                what +
                    (count == 0 ? " has no certificate in PEM form." : " has a certificate that is broken."));
}

ssl::context& tls_context::get() {
  if (system_trust_)
    std::call_once(trust_loaded_, [this] {
      // Nothing there is no error here: each connection will say that the certificate is not trusted.
      SSL_CTX_set_default_verify_paths(context_.native_handle());
      ERR_clear_error();
    });
  return context_;
}

} // namespace http_task::http
