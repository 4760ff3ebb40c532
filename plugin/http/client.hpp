// The HTTP client: one request out, one exchange back.
//
// Knows no settings and no JSON. Bounded in time (connect, idle read, total: a timer each) and size; judges
// the address that is really dialled against the egress policy. The answer is delivered whatever its status,
// and what came of it is kept when the exchange breaks off.
#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"
#include "http/egress_policy.hpp"
#include "http/runtime.hpp"
#include "message/exchange.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::http {

enum class tls_version { v1_2, v1_3 };

// A client certificate of the host, which steps name and never see. Files in PEM, read once.
struct named_certificate {
  std::string certificate_file; // its own certificate first, then those that issued it
  std::string key_file;         // empty: the key stands in certificate_file
  std::string passphrase;       // of the key, if it is encrypted
  std::vector<std::string>
      hosts; // names ("*.example.com" for what is below one) that it may be shown to; empty: any
};

struct tls_options {
  std::string ca_file; // PEM; in place of the system's trust store
  std::string ca_pem;  // the same as text; used when ca_file is empty
  std::string
      crl_file; // PEM; then each certificate of a chain needs a list of its issuer that is not out of date
  tls_version min_version = tls_version::v1_2;
  std::map<std::string, named_certificate> client_certificates;
};

struct proxy_options {
  std::string url;                   // as parse_proxy() in proxy_url.hpp takes it; empty: none
  std::vector<std::string> no_proxy; // as curl's --noproxy
  bool from_environment = false;     // http_proxy, https_proxy, all_proxy, no_proxy; url goes before them
  bool from_steps = true;            // whether a step may bring its own in place of it
};

// curl's --connect-to: a request for host:port is dialled at another address; the Host field, SNI and the
// check of the certificate stay those of the request. Empty host and port 0 stand for any.
struct connect_to_rule {
  std::string host;
  std::uint16_t port = 0;
  std::string to_host;
  std::uint16_t to_port = 0;
};

// A name to numeric addresses, blocking; called on threads of the client's own, several at once.
// "dns.not_found" or "dns.failed" when there are none.
using lookup_function = std::function<result<std::vector<std::string>>(const std::string& name)>;

// What the host of the instance decides; a step cannot widen it.
struct client_options {
  egress_policy egress;
  std::map<std::string, std::vector<std::string>> resolve; // name to numeric addresses, as curl's --resolve
  std::vector<connect_to_rule> connect_to;                 // the first that matches counts
  tls_options tls;
  proxy_options proxy;
  lookup_function lookup; // in place of getaddrinfo; empty: getaddrinfo
  std::size_t resolver_threads = 4;
  milliseconds name_lifetime{10'000}; // how long an answer of the name service is used again
  std::size_t connections_per_origin = 64;
  std::size_t connections = 1024;
  milliseconds idle_connection_lifetime{30'000};
};

// In PEM text, never the name of a file: a step does not make the plugin read one.
struct certificate_text {
  std::string certificate; // its own first, then those that issued it
  std::string key;         // empty: it stands in `certificate`
  std::string passphrase;
};

struct exchange_tls {
  tls_version min_version = tls_version::v1_2; // or that of the client, whichever is higher
  std::string ca_pem{};                        // in place of what the client trusts
  std::string certificate_name{};              // one of tls_options::client_certificates
  certificate_text certificate{};              // used when certificate_name is empty
};

struct exchange_proxy {
  std::string url; // in place of the client's; its address is judged like any that is dialled
  std::vector<std::string> no_proxy;
};

// What one step decides.
struct exchange_options {
  milliseconds connect_timeout{10'000}; // name resolution, TCP and TLS together
  milliseconds read_timeout{60'000};    // to the first byte, and between two reads
  milliseconds total_timeout{120'000};  // of the whole exchange, waiting for a connection included
  std::uint64_t max_response_bytes = 16U << 20U;
  std::optional<std::uint64_t> max_sink_bytes{}; // of a body that goes to a sink; nullopt: the same
  std::uint32_t max_header_bytes = 64U << 10U;
  std::uint32_t max_header_fields = 256;
  // A body of that size or more, or of unknown size, waits until the server wants it; nullopt: none does.
  std::optional<std::uint64_t> expect_continue_from = std::uint64_t{1} << 20U;
  unsigned max_redirects = 0; // followed at most; 0: a redirect is an answer like any other
  bool verify_tls = true;
  exchange_tls tls;
  exchange_proxy proxy;
};

// Called on an I/O thread.
struct exchange_observer {
  // Where the body of an answer goes that is not to be held in memory, asked once its head is complete; null
  // keeps it in message::response::body. May be empty.
  std::function<std::unique_ptr<message::body_sink>(const message::response& head)> open_sink{};
  // `phase` is one of a problem's phases ("dns", "connect", "tls", "send", "wait", "receive"); `bytes` of the
  // body so far. May be empty.
  std::function<void(const char* phase, std::uint64_t bytes)> on_progress;
  // Exactly once, also after cancel() and when the client is destroyed; never within start().
  std::function<void(message::exchange)> on_done;
};

class client {
public:
  // `io` must outlive the client. Fails with "options.invalid", "config.tls_ca" and the like (pointer into
  // instance options, e.g. "/tls/caFile") when a certificate cannot be read or an address is not one.
  [[nodiscard]] static result<std::unique_ptr<client>> create(runtime& io, client_options options);
  ~client(); // ends what is in flight with "cancel.shutdown"; each on_done still runs if the runtime does
  client(const client&) = delete;
  client& operator=(const client&) = delete;

  using id = std::uint64_t;

  // All that follow are thread-safe.

  // Whether start() would send it, as check_request(), and whether its certificates and its proxy can be
  // used: "config.tls_ca", "config.tls_client_cert", "config.tls_client_key", "config.proxy" (pointer into
  // request settings) or "guard.denied". Reads no file.
  [[nodiscard]] result<void> check(const message::request& request, const exchange_options& options) const;
  // `request` is not null.
  id start(std::shared_ptr<const message::request> request, const exchange_options& options,
           exchange_observer observer);
  void cancel(id exchange); // ends it with "cancel.requested"; an id that is done or unknown is ignored
  void cancel_all();

private:
  struct impl;
  explicit client(std::shared_ptr<impl> i);
  std::shared_ptr<impl> impl_;
};

// Of the type of a problem: one that another time may not meet; the others would come again with the same
// request.
[[nodiscard]] bool may_pass(std::string_view type) noexcept;

// Whether start() would send this request, and if not, why: "input.invalid", "input.reserved_header",
// "input.unsupported" or "url.invalid". For a dry run; start() checks it too.
[[nodiscard]] result<void> check_request(const message::request& request);

// The exact head that start() sends for this request, for a dry run and for display; "" for one that it
// refuses.
[[nodiscard]] std::string request_head(const message::request& request);

} // namespace http_task::http
