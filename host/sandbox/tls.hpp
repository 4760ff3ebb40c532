// TLS of the sandbox: a certificate for whichever server name a client asks for.
#pragma once

#include "sandbox/certificates.hpp"

#include <boost/asio/ssl/context.hpp>

#include <map>
#include <string>

namespace http_task::host {

// For one thread. `authority` must outlive it.
class sandbox_tls {
public:
  explicit sandbox_tls(const certificate_authority& authority);
  sandbox_tls(const sandbox_tls&) = delete;
  sandbox_tls& operator=(const sandbox_tls&) = delete;

  // For a new connection; picks the certificate during the handshake.
  [[nodiscard]] boost::asio::ssl::context& context() noexcept { return first_; }

private:
  static int on_server_name(SSL* connection, int* alert, void* self);
  // The context with the certificate of that name; nullptr when it cannot be made.
  [[nodiscard]] boost::asio::ssl::context* context_for(const std::string& server_name);

  const certificate_authority& authority_;
  boost::asio::ssl::context first_;
  std::map<std::string, boost::asio::ssl::context> by_name_;
};

} // namespace http_task::host
