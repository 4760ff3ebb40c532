// What is said to a proxy before the connection through it belongs to the request.
//
// Sans-io: says what is to be sent, is fed what comes. Bounded: no answer may be longer than its limit. Not a
// byte may come behind the last answer of the proxy, for the server behind it has not been spoken to yet:
// such a byte could only be meant to be taken for the server's.
#pragma once

#include "base/problem.hpp"
#include "http/proxy_url.hpp"
#include "message/exchange.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace http_task::http {

class proxy_handshake {
public:
  enum class progress { more, done, failed };

  virtual ~proxy_handshake() = default;

  // The bytes to be sent now; empty: it is the proxy's turn. Once.
  [[nodiscard]] virtual std::string take_output() = 0;
  // Must not be called once it said done or failed.
  [[nodiscard]] virtual progress received(std::string_view bytes) = 0;
  // Why it failed: "proxy.auth_required", "proxy.refused" or "proxy.protocol".
  [[nodiscard]] virtual const problem& failure() const noexcept = 0;
  // The answer with which an HTTP proxy refused; without body.
  [[nodiscard]] virtual std::optional<message::response> take_answer() { return std::nullopt; }
};

// For a connection through `proxy` to `host` (a name or an address, IPv6 without brackets).
[[nodiscard]] std::unique_ptr<proxy_handshake> make_proxy_handshake(const proxy_address& proxy,
                                                                    std::string host, std::uint16_t port);

// RFC 7617: what Proxy-Authorization says; "" without credentials.
[[nodiscard]] std::string proxy_authorization(const proxy_address& proxy);

// Problems about `proxy`, with its address in front; not retryable unless `passing`.
[[nodiscard]] problem proxy_problem(std::string_view type, const proxy_address& proxy,
                                    std::string_view detail, std::string_view advice, bool passing);

} // namespace http_task::http
