#include "http/proxy_handshake.hpp"

#include "base/text.hpp"
#include "http/connect_handshake.hpp"
#include "http/socks5_handshake.hpp"

namespace http_task::http {

std::unique_ptr<proxy_handshake> make_proxy_handshake(const proxy_address& proxy, std::string host,
                                                      std::uint16_t port) {
  if (proxy.speaks == proxy_address::kind::http)
    return std::make_unique<connect_handshake>(proxy, std::move(host), port);
  return std::make_unique<socks5_handshake>(proxy, std::move(host), port);
}

std::string proxy_authorization(const proxy_address& proxy) {
  if (!proxy.has_credentials()) return {};
  return "Basic " + base64_encode(proxy.username + ":" + proxy.password);
}

problem proxy_problem(std::string_view type, const proxy_address& proxy, std::string_view detail,
                      std::string_view advice, bool passing) {
  problem p = make_problem(type, "The proxy " + proxy.shown() + " " + std::string(detail));
  p.phase = "connect";
  p.retryable = passing;
  p.advice = advice;
  return p;
}

} // namespace http_task::http
