// Certificates, keys and revocation lists out of PEM text (RFC 7468), and the text out of a file.
//
// Never asks a terminal for a passphrase. Messages show nothing of a key or a passphrase.
#pragma once

#include "base/result.hpp"

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::http {

struct openssl_freed {
  void operator()(X509* p) const noexcept { X509_free(p); }
  void operator()(X509_CRL* p) const noexcept { X509_CRL_free(p); }
  void operator()(EVP_PKEY* p) const noexcept { EVP_PKEY_free(p); }
};
using certificate_ptr = std::unique_ptr<X509, openssl_freed>;
using crl_ptr = std::unique_ptr<X509_CRL, openssl_freed>;
using key_ptr = std::unique_ptr<EVP_PKEY, openssl_freed>;

// Where a text came from, for the problem when there is something wrong with it.
struct pem_source {
  std::string_view type;     // of the problem: "config.tls_ca"
  std::string pointer;       // "/tls/caFile"
  std::string_view document; // the problem's source: "options" or "settings"
  std::string what;          // the subject of the sentence: "The file \"root.pem\""
};

[[nodiscard]] problem pem_problem(const pem_source& from, std::string_view detail, std::string_view advice);

[[nodiscard]] result<std::string> read_pem_file(const std::string& name, const pem_source& from);

// At least one; anything else in the text is passed over, as everywhere.
[[nodiscard]] result<std::vector<certificate_ptr>> read_certificates(std::string_view pem,
                                                                     const pem_source& from);
[[nodiscard]] result<std::vector<crl_ptr>> read_crls(std::string_view pem, const pem_source& from);
// The first private key. One whose passphrase is to be derived in more than most_iterations steps is refused:
// whoever wrote it could keep a thread busy for hours.
constexpr std::int64_t most_iterations = 2'000'000;
[[nodiscard]] result<key_ptr> read_key(std::string_view pem, const std::string& passphrase,
                                       const pem_source& from);

} // namespace http_task::http
