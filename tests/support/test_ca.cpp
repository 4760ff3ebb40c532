#include "test_ca.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <stdexcept>

namespace http_task::testing {
namespace {

void check(bool good, const char* what) {
  if (!good) throw std::runtime_error(std::string("OpenSSL: ") + what);
}

std::shared_ptr<EVP_PKEY> make_key(int rsa_bits) {
  EVP_PKEY* key = rsa_bits > 0 ? EVP_RSA_gen(static_cast<unsigned>(rsa_bits)) : EVP_EC_gen("P-256");
  check(key != nullptr, "key");
  return {key, &EVP_PKEY_free};
}

void add_extension(X509* certificate, X509* issuer, int nid, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
  check(extension != nullptr, value.c_str());
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

void set_name(X509_NAME* name, const std::string& common_name) {
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>(common_name.c_str()), -1, -1, 0);
}

std::shared_ptr<X509> make_certificate(const certificate_request& request, EVP_PKEY* key, X509* issuer,
                                       EVP_PKEY* issuer_key) {
  static long serial = 1;
  std::shared_ptr<X509> certificate(X509_new(), &X509_free);
  X509_set_version(certificate.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), ++serial);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), request.valid_from);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), request.valid_to);
  set_name(X509_get_subject_name(certificate.get()), request.common_name);
  X509* const signer = issuer != nullptr ? issuer : certificate.get();
  X509_set_issuer_name(certificate.get(), X509_get_subject_name(signer));
  X509_set_pubkey(certificate.get(), key);
  add_extension(certificate.get(), signer, NID_basic_constraints,
                issuer != nullptr ? "CA:FALSE" : "critical,CA:TRUE");
  if (!request.names.empty()) {
    std::string list;
    for (const std::string& name : request.names)
      list += (list.empty() ? "" : ",") + name;
    add_extension(certificate.get(), signer, NID_subject_alt_name, list);
  }
  check(X509_sign(certificate.get(), issuer_key, EVP_sha256()) > 0, "sign");
  return certificate;
}

int select_alpn(SSL*, const unsigned char** out, unsigned char* out_size, const unsigned char* in,
                unsigned in_size, void* only) {
  const auto& name = *static_cast<const std::string*>(only);
  for (unsigned i = 0; i + 1 <= in_size; i += in[i] + 1U)
    if (std::string(reinterpret_cast<const char*>(in + i + 1), in[i]) == name) {
      *out = in + i + 1;
      *out_size = in[i];
      return SSL_TLSEXT_ERR_OK;
    }
  return SSL_TLSEXT_ERR_ALERT_FATAL;
}

template<class Write>
std::string written(Write write) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new(BIO_s_mem()), &BIO_free);
  write(out.get());
  char* text = nullptr;
  const long size = BIO_get_mem_data(out.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

} // namespace

test_ca::test_ca() : key_(make_key(0)) {
  certificate_request self;
  self.common_name = "Test Root";
  root_ = make_certificate(self, key_.get(), nullptr, key_.get());
}

std::string test_ca::root_pem() const {
  return written([&](BIO* out) { PEM_write_bio_X509(out, root_.get()); });
}

test_ca::identity test_ca::client(const certificate_request& request, const std::string& passphrase) const {
  const auto key = make_key(request.rsa_bits);
  const auto certificate = make_certificate(request, key.get(), root_.get(), key_.get());
  const EVP_CIPHER* cipher = passphrase.empty() ? nullptr : EVP_aes_128_cbc();
  return {written([&](BIO* out) { PEM_write_bio_X509(out, certificate.get()); }), written([&](BIO* out) {
            PEM_write_bio_PKCS8PrivateKey(out, key.get(), cipher, passphrase.data(),
                                          static_cast<int>(passphrase.size()), nullptr, nullptr);
          })};
}

std::string test_ca::revocation_list(bool revoke_last_server, long valid_to) const {
  const std::unique_ptr<X509_CRL, decltype(&X509_CRL_free)> crl(X509_CRL_new(), &X509_CRL_free);
  const std::unique_ptr<ASN1_TIME, decltype(&ASN1_TIME_free)> time(ASN1_TIME_new(), &ASN1_TIME_free);
  X509_CRL_set_version(crl.get(), 1);
  X509_CRL_set_issuer_name(crl.get(), X509_get_subject_name(root_.get()));
  X509_gmtime_adj(time.get(), std::min(-3600L, valid_to - 3600));
  X509_CRL_set1_lastUpdate(crl.get(), time.get());
  if (revoke_last_server) {
    X509_REVOKED* revoked = X509_REVOKED_new();
    X509_REVOKED_set_serialNumber(revoked, X509_get_serialNumber(last_server_.get()));
    X509_REVOKED_set_revocationDate(revoked, time.get());
    X509_CRL_add0_revoked(crl.get(), revoked);
  }
  X509_gmtime_adj(time.get(), valid_to);
  X509_CRL_set1_nextUpdate(crl.get(), time.get());
  check(X509_CRL_sign(crl.get(), key_.get(), EVP_sha256()) > 0, "sign");
  return written([&](BIO* out) { PEM_write_bio_X509_CRL(out, crl.get()); });
}

test_ca::context test_ca::server(const certificate_request& request, const server_options& options) const {
  context ctx(SSL_CTX_new(TLS_server_method()), &SSL_CTX_free);
  const auto key = make_key(request.rsa_bits);
  const auto certificate = make_certificate(request, key.get(), root_.get(), key_.get());
  SSL_CTX_set_security_level(ctx.get(), 0); // a server may be as bad as it likes
  if (options.min_version != 0) SSL_CTX_set_min_proto_version(ctx.get(), options.min_version);
  if (options.max_version != 0) SSL_CTX_set_max_proto_version(ctx.get(), options.max_version);
  check(SSL_CTX_use_certificate(ctx.get(), certificate.get()) == 1, "certificate");
  check(SSL_CTX_use_PrivateKey(ctx.get(), key.get()) == 1, "private key");
  last_server_ = certificate;
  X509_STORE_add_cert(SSL_CTX_get_cert_store(ctx.get()), root_.get());
  SSL_CTX_set_mode(ctx.get(), SSL_MODE_NO_AUTO_CHAIN); // it sends its own certificate alone
  SSL_CTX_set_session_id_context(ctx.get(), reinterpret_cast<const unsigned char*>("test"), 4);
  if (options.ask_client_certificate)
    SSL_CTX_set_verify(ctx.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
  if (!options.alpn.empty()) {
    static std::vector<std::unique_ptr<std::string>> kept; // as long as any context may live
    kept.push_back(std::make_unique<std::string>(options.alpn));
    SSL_CTX_set_alpn_select_cb(ctx.get(), &select_alpn, kept.back().get());
  }
  return ctx;
}

} // namespace http_task::testing
