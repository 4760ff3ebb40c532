#include "http/proxy_rules.hpp"

#include "base/text.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>

#include <algorithm>
#include <cstdlib>

namespace http_task::http {
namespace asio = boost::asio;

namespace {

bool is_within(std::string_view block, const asio::ip::address& address) {
  boost::system::error_code failed;
  const std::string text(block);
  if (address.is_v4()) {
    const auto network = asio::ip::make_network_v4(text, failed);
    return !failed &&
           asio::ip::network_v4(address.to_v4(), network.prefix_length()).canonical() == network.canonical();
  }
  const auto network = asio::ip::make_network_v6(text, failed);
  return !failed &&
         asio::ip::network_v6(address.to_v6(), network.prefix_length()).canonical() == network.canonical();
}

std::string_view without_final_dot(std::string_view name) {
  if (name.ends_with('.')) name.remove_suffix(1);
  return name;
}

// Takes ":8080" off; false when it is there and another.
bool take_port(std::string_view& entry, std::uint16_t port) {
  const std::size_t colon = entry.rfind(':');
  if (colon == std::string_view::npos) return true;
  const bool bracketed = colon > 0 && entry[colon - 1] == ']';
  if (!bracketed && entry.find(':') != colon) return true; // an IPv6 address
  if (entry.substr(colon + 1) != std::to_string(port)) return false;
  entry = entry.substr(0, colon);
  return true;
}

bool matches(std::string_view entry, std::string_view host, std::uint16_t port) {
  if (entry == "*") return true;
  if (!take_port(entry, port)) return false;
  if (entry.starts_with('[') && entry.ends_with(']')) entry = entry.substr(1, entry.size() - 2);
  boost::system::error_code failed;
  if (const auto address = asio::ip::make_address(std::string(host), failed); !failed) {
    if (entry.find('/') != std::string_view::npos) return is_within(entry, address);
    const auto other = asio::ip::make_address(std::string(entry), failed);
    return !failed && other == address;
  }
  if (entry.starts_with('.')) entry.remove_prefix(1);
  entry = without_final_dot(entry);
  host = without_final_dot(host);
  if (entry.empty() || entry.size() > host.size()) return false;
  if (!iequals(host.substr(host.size() - entry.size()), entry)) return false;
  return entry.size() == host.size() || host[host.size() - entry.size() - 1] == '.';
}

problem in_options(problem p, std::string pointer) {
  p.pointer = std::move(pointer);
  return in_source(std::move(p), "options");
}

result<std::optional<proxy_address>> from_variables(const std::vector<std::string>& names,
                                                    const proxy_rules::environment& variables) {
  for (const std::string& name : names) {
    const std::optional<std::string> text = variables(name);
    if (!text || text->empty()) continue;
    result<proxy_address> proxy = parse_proxy(*text);
    if (proxy) return std::optional(std::move(*proxy));
    problem p = in_options(proxy.error(), "/proxy/fromEnvironment");
    p.detail = "The variable " + name + " of the environment: " + p.detail;
    return p;
  }
  return std::optional<proxy_address>();
}

} // namespace

bool is_reached_directly(std::span<const std::string> no_proxy, std::string_view host, std::uint16_t port) {
  constexpr std::string_view separators = ", \t";
  for (const std::string& several : no_proxy)
    for (std::string_view rest = several; !rest.empty();) {
      const std::string_view entry = rest.substr(0, rest.find_first_of(separators));
      if (!entry.empty() && matches(entry, host, port)) return true;
      rest.remove_prefix(std::min(entry.size() + 1, rest.size()));
    }
  return false;
}

result<proxy_rules> proxy_rules::create(const proxy_options& options, const environment& variables) {
  proxy_rules rules;
  rules.from_steps_ = options.from_steps;
  rules.no_proxy_ = options.no_proxy;
  if (!options.url.empty()) {
    result<proxy_address> proxy = parse_proxy(options.url);
    if (!proxy) return in_options(proxy.error(), "/proxy/url");
    rules.for_http_ = rules.for_https_ = std::move(*proxy);
    return rules;
  }
  if (!options.from_environment) return rules;
  auto http = from_variables({"http_proxy", "all_proxy", "ALL_PROXY"}, variables);
  if (!http) return http.error();
  auto https = from_variables({"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"}, variables);
  if (!https) return https.error();
  rules.for_http_ = std::move(*http);
  rules.for_https_ = std::move(*https);
  for (const char* name : {"no_proxy", "NO_PROXY"})
    if (const std::optional<std::string> list = variables(name); list && !list->empty()) {
      rules.no_proxy_.push_back(*list);
      break;
    }
  return rules;
}

result<std::optional<proxy_rules::choice>> proxy_rules::choose(const exchange_proxy& step,
                                                               std::string_view scheme, std::string_view host,
                                                               std::uint16_t port) const {
  if (!step.url.empty()) {
    if (!from_steps_) {
      problem p = make_problem("guard.denied",
                               "The host of the plugin does not let a step choose a proxy. Nothing was sent.",
                               "/proxy");
      p.phase = "policy";
      p.retryable = false;
      p.advice =
          "Leave proxy out, or allow it in the options of the instance ({\"proxy\": {\"fromSteps\": true}}).";
      return in_source(std::move(p), "settings");
    }
    result<proxy_address> own = parse_proxy(step.url);
    if (!own) {
      problem p = own.error();
      p.pointer = "/proxy/url";
      return in_source(std::move(p), "settings");
    }
    if (is_reached_directly(step.no_proxy, host, port)) return std::optional<choice>();
    return std::optional(choice{std::move(*own), true});
  }
  const std::optional<proxy_address>& proxy = scheme == "https" ? for_https_ : for_http_;
  if (!proxy || is_reached_directly(no_proxy_, host, port)) return std::optional<choice>();
  return std::optional(choice{*proxy, false});
}

std::optional<std::string> process_environment(const std::string& name) {
  const char* text = std::getenv(name.c_str());
  return text != nullptr ? std::optional<std::string>(text) : std::nullopt;
}

} // namespace http_task::http
