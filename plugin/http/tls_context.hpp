// What all TLS connections of one configuration share: versions, trust, the client's certificate.
//
// Made by tls_contexts, which keeps one for each configuration. Immutable but for the system's trust store,
// which is loaded with the first connection that needs it, since that takes many milliseconds.
#pragma once

#include "base/result.hpp"
#include "http/client.hpp"
#include "http/pem.hpp"

#include <boost/asio/ssl/context.hpp>

#include <cstdint>
#include <memory>
#include <mutex>

namespace http_task::http {

// Certificates that are trusted, and lists of those that are revoked. Shared by contexts.
class trust_store {
public:
  // Of the system when `authorities` is empty.
  trust_store(const std::vector<certificate_ptr>& authorities, const std::vector<crl_ptr>& crls);

  // Thread-safe; loads what is the system's at the first call.
  [[nodiscard]] X509_STORE* get();
  // A list is out of date: what was verified with it before is not taken for verified any more.
  [[nodiscard]] bool has_stale_crl() const;

private:
  struct freed {
    void operator()(X509_STORE* p) const noexcept { X509_STORE_free(p); }
  };
  std::unique_ptr<X509_STORE, freed> store_;
  std::vector<crl_ptr> crls_;
  bool is_systems_;
  std::once_flag loaded_;
};

class tls_context {
public:
  struct identity {
    std::vector<certificate_ptr> chain; // its own first; empty: none
    key_ptr key;
    pem_source certificate_from; // for the problem when OpenSSL does not take it
    pem_source key_from;
  };

  // "config.tls_client_cert" or "config.tls_client_key".
  [[nodiscard]] static result<std::shared_ptr<tls_context>>
  create(std::shared_ptr<trust_store> trust, tls_version min_version, const identity& client);

  // Never the same for two contexts of the process: connections and sessions of one are not for another.
  [[nodiscard]] std::uint64_t id() const noexcept { return id_; }
  [[nodiscard]] bool has_client_certificate() const noexcept { return has_client_certificate_; }
  [[nodiscard]] const trust_store& trust() const noexcept { return *trust_; }
  // Thread-safe. With the trust store, which every connection looks at, if only to show what it says.
  [[nodiscard]] SSL_CTX* get();

private:
  tls_context(std::shared_ptr<trust_store> trust, tls_version min_version);
  [[nodiscard]] result<void> use(const identity& client);

  const std::uint64_t id_;
  std::shared_ptr<trust_store> trust_;
  boost::asio::ssl::context context_;
  bool has_client_certificate_ = false;
  std::once_flag trust_set_;
};

} // namespace http_task::http
