// A request as the sandbox received it, and what it answers; independent of the server.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http_task::host {

struct sandbox_request {
  std::string scheme; // "https" when it came over TLS
  std::string method;
  std::string target;                                       // path and query, as on the request line
  std::vector<std::pair<std::string, std::string>> headers; // in order, names as sent
  std::string body;

  // The first field of that name (case does not matter), "" if there is none.
  [[nodiscard]] std::string_view header(std::string_view name) const noexcept;
  // Host without port, in lower case.
  [[nodiscard]] std::string host() const;
  [[nodiscard]] std::string_view path() const noexcept;  // still percent-encoded
  [[nodiscard]] std::string_view query() const noexcept; // without '?', still percent-encoded
};

struct sandbox_answer {
  unsigned status = 200;
  std::vector<std::pair<std::string, std::string>> headers; // Content-Length is added by the server
  std::string body;
};

[[nodiscard]] bool equal_ignoring_case(std::string_view a, std::string_view b) noexcept;
[[nodiscard]] std::string lower_case(std::string_view text);

// %XX decoded; what is no %XX stays as it is.
[[nodiscard]] std::string percent_decoded(std::string_view text);

} // namespace http_task::host
