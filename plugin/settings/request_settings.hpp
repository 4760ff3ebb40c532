// Request settings as the program uses them (schemas/request-settings.schema.json): read, complete, every
// expression resolved, every default filled in.
#pragma once

#include "base/clock.hpp"
#include "uri/parameter_style.hpp"
#include "uri/value.hpp"
#include "json/path_query.hpp"
#include "json/value.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace http_task::settings {

// A path or query parameter, a header field or a cookie. Numbers and booleans are text as JSON writes them.
struct parameter {
  std::string name;
  uri::value value;                          // undefined in the path only: elsewhere null is not there
  std::optional<uri::parameter_style> style; // what parameterStyles says; else the default of the place
};

struct bearer_authentication {
  std::string token;
};
struct basic_authentication {
  std::string username;
  std::string password;
};
struct api_key_authentication {
  enum class place { header, query, cookie };
  place in = place::header;
  std::string name;
  std::string value;
};
using authentication =
    std::variant<std::monostate, bearer_authentication, basic_authentication, api_key_authentication>;

struct status_range {
  unsigned first = 200;
  unsigned last = 299; // included

  [[nodiscard]] bool contains(unsigned status) const noexcept { return status >= first && status <= last; }
};

// PEM texts: a step names no file of the host.
struct client_certificate {
  std::string name; // one that the host of the plugin has configured; then the others are empty
  std::string certificate;
  std::string key;
  std::string passphrase;
};
struct tls_settings {
  bool verify = true;
  bool only_1_3 = false;
  std::string ca; // "": what the host of the plugin trusts
  settings::client_certificate client_certificate;
};

struct proxy_settings {
  std::string url; // "": as the host of the plugin has it
  std::vector<std::string> no_proxy;
};

struct success_condition {
  std::string text;
  json::path_condition compiled;
};

struct rate_limit {
  std::uint32_t requests = 0;
  double per_seconds = 0;
};

struct retry {
  unsigned max_attempts = 1; // the first included
  milliseconds initial_delay{500};
  double backoff_rate = 2;
  milliseconds max_delay{30'000};
  bool jitter = true;
  std::vector<status_range> statuses{{408, 408}, {425, 425}, {429, 429}, {500, 500}, {502, 504}};
  milliseconds max_retry_after{120'000};
  bool unsafe = false;
};

struct request_settings {
  std::string pointer; // where the settings stand in their document: "" or "/http_request"

  std::string endpoint_id;     // "" if the settings do not say where they came from
  std::string endpoint_digest; // "" or "sha256:<hex>"

  std::string uri;
  std::string method = "GET"; // upper case
  std::vector<parameter> path_parameters;
  std::vector<parameter> query_parameters;
  std::vector<parameter> headers;
  std::vector<parameter> cookies;
  std::string accept = "application/json";
  std::string content_type = "application/json";
  std::optional<json::value> body; // null in the settings is no body, as in Conductor
  bool gzip_body = false;
  std::optional<bool> expect_continue; // unless it is said: by the size of the body
  std::string body_file;               // "" or a path below the directory of the instance, in place of `body`
  std::string output_file;             // "" or where the body of an accepted answer goes
  settings::authentication authentication;

  milliseconds connection_timeout{10'000}; // name resolution, TCP and TLS together
  milliseconds read_timeout{60'000};       // to the first byte of the answer, and between two reads
  milliseconds total_timeout{120'000};     // of the whole task, waiting included
  std::uint64_t max_response_bytes = std::uint64_t{16} << 20U;
  std::vector<status_range> accepted_statuses{status_range{}};
  std::vector<std::pair<std::string, json::path_query>>
      output_filter; // names of the output and what they select
  std::optional<settings::success_condition> success_condition;
  std::optional<settings::rate_limit> rate_limit;
  settings::retry retry;
  unsigned max_redirects = 10; // 0: none is followed
  tls_settings tls;
  proxy_settings proxy;

  [[nodiscard]] bool accepts(unsigned status) const noexcept {
    for (const status_range& range : accepted_statuses) {
      if (range.contains(status)) return true;
    }
    return false;
  }
};

} // namespace http_task::settings
