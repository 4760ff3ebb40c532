#include "sandbox/certificates.hpp"

#include <array>

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace http_task::host {
namespace {

constexpr long lifetime = 7L * 24 * 3600; // seconds
constexpr long clock_skew = 3600;

problem failed(const char* what) {
  std::array<char, 256> reason{};
  ERR_error_string_n(ERR_get_error(), reason.data(), reason.size());
  return make_problem("sandbox.failed", std::string(what) + ": " + reason.data() + ".");
}

bool add_extension(X509* certificate, X509* issuer, int kind, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const std::unique_ptr<X509_EXTENSION, openssl_deleter<X509_EXTENSION_free>> extension(
      X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
  return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool set_random_serial(X509* certificate) {
  std::array<unsigned char, 8> bytes{};
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) return false;
  std::uint64_t serial = 0;
  for (const unsigned char byte : bytes)
    serial = serial << 8U | byte;
  return ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial >> 1U) == 1;
}

// Everything but the names, the extensions and the signature.
certificate_handle blank_certificate(EVP_PKEY* key) {
  certificate_handle certificate(X509_new());
  const bool filled = certificate && X509_set_version(certificate.get(), X509_VERSION_3) == 1 &&
                      set_random_serial(certificate.get()) &&
                      X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -clock_skew) != nullptr &&
                      X509_gmtime_adj(X509_getm_notAfter(certificate.get()), lifetime) != nullptr &&
                      X509_set_pubkey(certificate.get(), key) == 1;
  return filled ? std::move(certificate) : nullptr;
}

bool set_common_name(X509_NAME* name, const std::string& text) {
  return X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                                    reinterpret_cast<const unsigned char*>(text.c_str()), -1, -1, 0) == 1;
}

std::string pem_of(X509* certificate) {
  const std::unique_ptr<BIO, openssl_deleter<BIO_free_all>> memory(BIO_new(BIO_s_mem()));
  if (!memory || PEM_write_bio_X509(memory.get(), certificate) != 1) return {};
  char* text = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

// Commas and the like would be read as syntax of the extension.
bool is_plain_name(const std::string& name) {
  return !name.empty() && name.size() <= 253 &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_") ==
             std::string::npos;
}

} // namespace

result<certificate_authority> certificate_authority::create() {
  certificate_authority authority;
  authority.key_.reset(EVP_EC_gen("P-256"));
  if (!authority.key_) return failed("The key of the certificate authority cannot be made");
  authority.certificate_ = blank_certificate(authority.key_.get());
  X509* certificate = authority.certificate_.get();
  const bool made =
      certificate != nullptr && set_common_name(X509_get_subject_name(certificate), "http-task sandbox") &&
      X509_set_issuer_name(certificate, X509_get_subject_name(certificate)) == 1 &&
      add_extension(certificate, certificate, NID_basic_constraints, "critical,CA:TRUE,pathlen:0") &&
      add_extension(certificate, certificate, NID_key_usage, "critical,keyCertSign") &&
      add_extension(certificate, certificate, NID_subject_key_identifier, "hash") &&
      X509_sign(certificate, authority.key_.get(), EVP_sha256()) != 0;
  authority.pem_ = made ? pem_of(certificate) : std::string();
  if (authority.pem_.empty()) return failed("The certificate authority cannot be made");
  return authority;
}

result<server_certificate> certificate_authority::issue(const std::string& server_name) const {
  const std::string name = is_plain_name(server_name) ? server_name : "localhost";
  server_certificate issued;
  issued.key.reset(EVP_EC_gen("P-256"));
  if (!issued.key) return failed("The key of a certificate cannot be made");
  issued.certificate = blank_certificate(issued.key.get());
  X509* certificate = issued.certificate.get();
  X509* issuer = certificate_.get();
  const bool made = certificate != nullptr &&
                    set_common_name(X509_get_subject_name(certificate), name.substr(0, 64)) &&
                    X509_set_issuer_name(certificate, X509_get_subject_name(issuer)) == 1 &&
                    add_extension(certificate, issuer, NID_basic_constraints, "critical,CA:FALSE") &&
                    add_extension(certificate, issuer, NID_key_usage, "critical,digitalSignature") &&
                    add_extension(certificate, issuer, NID_ext_key_usage, "serverAuth") &&
                    add_extension(certificate, issuer, NID_authority_key_identifier, "keyid") &&
                    add_extension(certificate, issuer, NID_subject_alt_name,
                                  "DNS:" + name + ",DNS:localhost,IP:127.0.0.1,IP:::1") &&
                    X509_sign(certificate, key_.get(), EVP_sha256()) != 0;
  if (!made) return failed("A certificate cannot be made");
  return issued;
}

} // namespace http_task::host
