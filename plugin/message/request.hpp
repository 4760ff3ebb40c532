// A request that is ready to be sent: every value final, nothing left to resolve.
#pragma once

#include "message/body_stream.hpp"
#include "message/fields.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace http_task::message {

struct origin {
  std::string scheme;     // "http" or "https"
  std::string host;       // a name (IDNA done), an IPv4 address, or an IPv6 address without brackets
  std::uint16_t port = 0; // always set, also when it is the scheme's default

  friend bool operator==(const origin&, const origin&) = default;
};

struct request {
  std::string method;     // as sent; a token
  message::origin origin; // where it goes and what Host says
  std::string target;     // origin-form: path and query, never empty (RFC 9112, section 3.2.1)
  message::fields
      headers; // without Host, Content-Length, Transfer-Encoding and Connection: the client sets these
  std::optional<std::string>
      body; // empty body and no body differ: only the first sends Content-Length: 0 for GET
  std::shared_ptr<body_source> source; // the body, in place of `body`
  // Names of the fields above that hold credentials, besides Authorization and Cookie, which always do: none
  // of them goes to another origin.
  std::vector<std::string> credentials;

  [[nodiscard]] bool has_body() const noexcept { return body || source; }
  // nullopt for a source that does not know; such a body is sent in chunks.
  [[nodiscard]] std::optional<std::uint64_t> body_size() const {
    if (source) return source->size();
    return body ? body->size() : 0;
  }
};

// "https://dialpad.com/api/v2/users?limit=5": without the default port, IPv6 in brackets.
[[nodiscard]] std::string to_url(const request& r);
[[nodiscard]] std::string to_url(const origin& o);
// What the Host field says.
[[nodiscard]] std::string to_authority(const origin& o);

} // namespace http_task::message
