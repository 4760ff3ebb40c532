// Which proxy a request goes through, if any: the one that was given, or that of the environment, unless the
// host is on the list of those that are reached directly.
//
// The rules are curl's. http_proxy counts for http, https_proxy for https, all_proxy for both where there is
// none of its own; lower case goes first, and HTTP_PROXY in upper case is not looked at, for a CGI program
// takes it from a header field of whoever asks. Immutable, thread-safe.
#pragma once

#include "http/client.hpp"
#include "http/proxy_url.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::http {

// Entries, each of which may be several, separated by commas or blanks: "*" for all; a name for itself and
// all below it, a leading dot or not; an address or a block (10.0.0.0/8) for a host that is an address.
// Beyond curl, ":8080" behind a name or an address limits it to that port.
[[nodiscard]] bool is_reached_directly(std::span<const std::string> no_proxy, std::string_view host,
                                       std::uint16_t port);

class proxy_rules {
public:
  // A variable of the environment; nullopt when it is not set.
  using environment = std::function<std::optional<std::string>(const std::string& name)>;

  // "config.proxy", pointer "/proxy/url" or "/proxy/fromEnvironment" into instance options.
  [[nodiscard]] static result<proxy_rules> create(const proxy_options& options, const environment& variables);

  struct choice {
    proxy_address proxy;
    bool of_step = false; // then its own address is judged, too
  };
  // nullopt: directly. Fails with "config.proxy" or, when the host leaves no choice to steps, "guard.denied";
  // pointer "/proxy/url" or "/proxy" into request settings.
  [[nodiscard]] result<std::optional<choice>> choose(const exchange_proxy& step, std::string_view scheme,
                                                     std::string_view host, std::uint16_t port) const;

private:
  std::optional<proxy_address> for_http_;
  std::optional<proxy_address> for_https_;
  std::vector<std::string> no_proxy_;
  bool from_steps_ = true;
};

// getenv().
[[nodiscard]] std::optional<std::string> process_environment(const std::string& name);

} // namespace http_task::http
