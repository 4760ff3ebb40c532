// All that is known of one request on the wire and its answer, also when it broke off in the middle.
// Filled by http, read by response; independent of the transport.
#pragma once

#include "base/problem.hpp"
#include "message/fields.hpp"
#include "message/request.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace http_task::message {

struct response {
  unsigned status = 0;
  std::string reason;
  fields headers;
  std::string body;          // without transfer coding and content coding; as far as it came
  bool body_complete = true; // false: `body` is the part that arrived before the exchange broke off
  bool body_encoded = false; // `body` still has the codings that its Content-Encoding names
};

// HAR 1.2, section "timings": milliseconds; -1 where the phase did not apply (a reused connection, no TLS).
struct timings {
  double blocked = -1; // waiting for a connection, a slot or a rate limit
  double dns = -1;
  double connect = -1; // TCP only; unlike HAR's it does not include ssl
  double ssl = -1;
  double send = -1;
  double wait = -1; // to the first byte of the answer
  double receive = -1;
  double total = 0; // of the whole exchange, blocked included
};

struct certificate {
  std::string subject; // RFC 2253
  std::string issuer;
  std::string serial;     // hexadecimal
  std::string not_before; // RFC 3339, UTC
  std::string not_after;
  std::vector<std::string> subject_alt_names; // "DNS:example.com", "IP:127.0.0.1"
  std::string sha256;                         // fingerprint, hexadecimal
};

struct tls_info {
  std::string version; // "TLSv1.3"; "" when the handshake did not get that far
  std::string cipher;
  std::string alpn;
  std::string server_name; // SNI as sent
  bool resumed = false;
  bool verified = false;                 // the chain and the name were checked and are good
  std::string verify_message;            // why not, in OpenSSL's words; "" when verified
  std::vector<certificate> certificates; // as the server sent them, its own first
};

struct connection {
  std::string remote_address; // numeric; "" when none was reached
  std::uint16_t remote_port = 0;
  std::string local_address;
  std::uint16_t local_port = 0;
  std::string http_version; // of the answer: "1.1"
  bool reused = false;
  std::string proxy; // its URL, credentials masked; then remote_address is that of the proxy; "" without
  std::shared_ptr<const tls_info> tls; // null without TLS; shared by the exchanges of a connection
};

struct sizes {
  std::uint64_t request_header = 0; // bytes written, the head with its empty line
  std::uint64_t request_body = 0;
  std::uint64_t response_header = 0;  // bytes read
  std::uint64_t response_body = 0;    // content coding included
  std::uint64_t response_content = 0; // what it is without
};

// A redirect that was followed: the request, the answer that led elsewhere, and what was changed on the way.
struct redirect {
  std::string method;
  std::string uri;
  std::string request_head; // the exact bytes
  message::response answer; // without its body
  std::string location;     // where it led, absolute
  std::string next_method;
  std::vector<std::string>
      removed; // names of header fields that the next request has no more, "body", "client certificate"
  message::timings timings; // `total` up to the end of this hop
  message::connection connection;
};

// One that was followed by another: what came of it.
struct attempt {
  std::optional<unsigned> status;
  std::optional<problem> error;
  message::timings timings; // `total` is of this attempt
  double waited = 0;        // ms before it, for the sake of a retry
};

// One exchange: the request's head as it stood on the wire, and what came of it. After redirects everything
// but `redirects` and `timings.total` is of the last request.
struct exchange {
  std::vector<redirect> redirects;             // those that were followed, in order
  std::shared_ptr<const request> last_request; // where they led; null without redirects
  std::string request_head;                    // the exact bytes, "" if none was sent
  bool request_sent = false;                   // at least one byte of the request left
  // In order; this is the one after them. The client itself begins again on a fresh connection when a reused
  // one was closed before any byte of an answer came, and the method is idempotent or nothing had been sent
  // (RFC 9112, section 9.3.1); and when the server refused an expectation (417).
  std::vector<attempt> earlier_attempts;
  double waited = 0; // ms before this one, for the sake of a retry
  // There as soon as a status line was read; the rest as far as it came.
  std::optional<message::response> response;
  std::vector<message::response> interim; // 1xx answers before it, without body
  message::timings timings;
  message::connection connection;
  message::sizes sizes;
  // At least one byte of a request left, also of one that was redirected.
  [[nodiscard]] bool anything_sent() const noexcept { return request_sent || !redirects.empty(); }

  std::optional<problem> error; // its phase says where; its type is a dotted class (docs/problems.md)
};

} // namespace http_task::message
