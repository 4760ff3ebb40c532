// What all TLS connections of a client share: versions, trust, how a certificate is verified.
//
// Made once for each client. The system's trust store is loaded with the first connection that needs it,
// since that takes many milliseconds; a given CA is read at once, so that a mistake shows before anything is
// sent.
#pragma once

#include "base/result.hpp"

#include <boost/asio/ssl/context.hpp>

#include <memory>
#include <mutex>
#include <string>

namespace http_task::http {

struct tls_options;

class tls_context {
public:
  // "options.invalid", pointer "/tls/caFile" or "/tls/caPem".
  [[nodiscard]] static result<std::unique_ptr<tls_context>> create(const tls_options& options);

  tls_context(const tls_context&) = delete;
  tls_context& operator=(const tls_context&) = delete;

  // Thread-safe. With the trust store, which every connection looks at, if only to show what it says.
  [[nodiscard]] boost::asio::ssl::context& get();

private:
  explicit tls_context(bool system_trust);

  boost::asio::ssl::context context_;
  bool system_trust_;
  std::once_flag trust_loaded_;
};

} // namespace http_task::http
