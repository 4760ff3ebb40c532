#include "sandbox/tls.hpp"

namespace http_task::host {
namespace {

namespace ssl = boost::asio::ssl;

constexpr std::size_t most_names = 1000;

bool use(ssl::context& context, const server_certificate& issued) {
  return SSL_CTX_use_certificate(context.native_handle(), issued.certificate.get()) == 1 &&
         SSL_CTX_use_PrivateKey(context.native_handle(), issued.key.get()) == 1;
}

} // namespace

sandbox_tls::sandbox_tls(const certificate_authority& authority)
    : authority_(authority), first_(ssl::context::tls_server) {
  if (const auto issued = authority.issue("localhost")) use(first_, *issued);
  SSL_CTX_set_tlsext_servername_callback(first_.native_handle(), on_server_name);
  SSL_CTX_set_tlsext_servername_arg(first_.native_handle(), this);
}

int sandbox_tls::on_server_name(SSL* connection, int*, void* self) {
  const char* name = SSL_get_servername(connection, TLSEXT_NAMETYPE_host_name);
  if (name == nullptr) return SSL_TLSEXT_ERR_NOACK;
  ssl::context* context = static_cast<sandbox_tls*>(self)->context_for(name);
  if (context == nullptr) return SSL_TLSEXT_ERR_ALERT_FATAL;
  SSL_set_SSL_CTX(connection, context->native_handle());
  return SSL_TLSEXT_ERR_OK;
}

ssl::context* sandbox_tls::context_for(const std::string& server_name) {
  if (const auto known = by_name_.find(server_name); known != by_name_.end()) return &known->second;
  const auto issued = authority_.issue(server_name);
  if (!issued || by_name_.size() >= most_names) return nullptr;
  ssl::context context(ssl::context::tls_server);
  if (!use(context, *issued)) return nullptr;
  return &by_name_.emplace(server_name, std::move(context)).first->second;
}

} // namespace http_task::host
