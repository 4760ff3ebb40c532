// Certificates made on the spot: a root of our own, and whatever it is asked to sign, however wrong.
#pragma once

#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <memory>
#include <string>
#include <vector>

namespace http_task::testing {

struct certificate_request {
  std::string common_name = "test";
  std::vector<std::string> names{}; // SAN: "DNS:good.example.test", "IP:127.0.0.1"; none: no SAN at all
  long valid_from = -3600;          // seconds from now
  long valid_to = 24L * 3600;
  int rsa_bits = 0; // 0: ECDSA P-256
};

class test_ca {
public:
  test_ca();

  // What a client is to trust.
  [[nodiscard]] std::string root_pem() const;

  struct server_options {
    int min_version = 0; // TLS1_1_VERSION and so on; 0: any
    int max_version = 0;
    bool ask_client_certificate = false; // and refuse a client without one
    std::string alpn{};                  // the only protocol that is accepted; "": any
  };
  using context = std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)>;
  // A server with a certificate of this root, which is also what it trusts of clients.
  [[nodiscard]] context server(const certificate_request& request, const server_options& options) const;
  [[nodiscard]] context server(const certificate_request& request) const { return server(request, {}); }

  struct identity {
    std::string certificate; // PEM
    std::string key;         // PEM, encrypted if there is a passphrase
  };
  [[nodiscard]] identity client(const certificate_request& request, const std::string& passphrase = {}) const;

  // PEM: nothing is revoked, or the certificate that server() made last is.
  [[nodiscard]] std::string revocation_list(bool revoke_last_server, long valid_to = 24L * 3600) const;

private:
  std::shared_ptr<EVP_PKEY> key_;
  std::shared_ptr<X509> root_;
  mutable std::shared_ptr<X509> last_server_;
};

} // namespace http_task::testing
