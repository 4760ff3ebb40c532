// A certificate authority that lives as long as the process, and a certificate from it for any server name.
//
// Keys are EC P-256, made by OpenSSL when they are needed and never written anywhere.
#pragma once

#include "document/problem.hpp"

#include <memory>
#include <string>

#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

namespace http_task::host {

template<auto free_function>
struct openssl_deleter {
  template<class T>
  void operator()(T* pointer) const noexcept {
    free_function(pointer);
  }
};
using key_handle = std::unique_ptr<EVP_PKEY, openssl_deleter<EVP_PKEY_free>>;
using certificate_handle = std::unique_ptr<X509, openssl_deleter<X509_free>>;

struct server_certificate {
  certificate_handle certificate;
  key_handle key;
};

class certificate_authority {
public:
  // Fails with "sandbox.failed".
  [[nodiscard]] static result<certificate_authority> create();

  [[nodiscard]] const std::string& pem() const noexcept { return pem_; }
  // For a DNS name; also valid for the loopback addresses. Fails with "sandbox.failed".
  [[nodiscard]] result<server_certificate> issue(const std::string& server_name) const;

private:
  certificate_handle certificate_;
  key_handle key_;
  std::string pem_;
};

} // namespace http_task::host
