// The address of a proxy as curl writes it: [scheme://][user[:password]@]host[:port]
//
// Schemes: http (the default), socks5 (names are resolved here, so that the address that was judged is the
// one that is dialled) and socks5h (names are resolved by the proxy). User and password may be
// percent-encoded; without a port it is 1080, as with curl. Proxies that are spoken to over TLS and SOCKS 4
// are not supported.
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace http_task::http {

struct proxy_address {
  enum class kind { http, socks5, socks5h };

  kind speaks = kind::http;
  std::string host; // a name or an address, IPv6 without brackets
  std::uint16_t port = 0;
  std::string username;
  std::string password;

  [[nodiscard]] bool has_credentials() const noexcept { return !username.empty() || !password.empty(); }
  // "http://***@proxy.example:3128": for people.
  [[nodiscard]] std::string shown() const;
  // Tells it from every other, by the credentials too: for the key of a pool. Never shown.
  [[nodiscard]] std::string identity() const;
};

// "config.proxy"; shows nothing of user and password.
[[nodiscard]] result<proxy_address> parse_proxy(std::string_view text);

} // namespace http_task::http
