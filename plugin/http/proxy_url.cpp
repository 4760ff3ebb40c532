#include "http/proxy_url.hpp"

#include "base/text.hpp"
#include "http/request_head.hpp"

#include <boost/asio/ip/address.hpp>

#include <charconv>
#include <optional>

namespace http_task::http {
namespace {

constexpr std::uint16_t default_port = 1080;
constexpr std::size_t longest_credential = 255; // RFC 1929, section 2

problem bad_proxy(std::string detail) {
  problem p = make_problem("config.proxy", std::move(detail));
  p.retryable = false;
  p.advice = "Expected [http://|socks5://|socks5h://][user:password@]host:port; what is special in user and "
             "password is percent-encoded.";
  return p;
}

std::string_view scheme_of(proxy_address::kind k) {
  switch (k) {
  case proxy_address::kind::socks5: return "socks5";
  case proxy_address::kind::socks5h: return "socks5h";
  default: return "http";
  }
}

std::optional<proxy_address::kind> kind_of(std::string_view scheme) {
  using kind = proxy_address::kind;
  for (const kind k : {kind::http, kind::socks5, kind::socks5h})
    if (iequals(scheme, scheme_of(k))) return k;
  return std::nullopt;
}

int digit_of(char c) {
  const char lower = to_lower(c);
  if (lower >= '0' && lower <= '9') return lower - '0';
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// nullopt for a broken escape, and for control characters, which no header field may carry.
std::optional<std::string> decode(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      if (text.size() - i < 3 || digit_of(text[i + 1]) < 0 || digit_of(text[i + 2]) < 0) return std::nullopt;
      c = static_cast<char>(digit_of(text[i + 1]) * 16 + digit_of(text[i + 2]));
      i += 2;
    }
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return std::nullopt;
    plain += c;
  }
  return plain.size() <= longest_credential ? std::optional(plain) : std::nullopt;
}

std::optional<std::uint16_t> port_of(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (failed != std::errc{} || end != text.data() + text.size() || port == 0) return std::nullopt;
  return port;
}

std::string authority(const proxy_address& p) {
  const std::string host = p.host.find(':') == std::string::npos ? p.host : "[" + p.host + "]";
  return host + ":" + std::to_string(p.port);
}

result<void> read_credentials(std::string_view text, proxy_address& into) {
  const std::size_t colon = text.find(':');
  const auto username = decode(text.substr(0, colon));
  const auto password = decode(colon == std::string_view::npos ? "" : text.substr(colon + 1));
  // RFC 7617, section 2: a ':' would end the user name.
  if (!username || !password || username->find(':') != std::string::npos)
    return bad_proxy(
        "The user or the password in the address of the proxy is broken or longer than 255 bytes.");
  into.username = *username;
  into.password = *password;
  return {};
}

result<void> read_host(std::string_view text, proxy_address& into) {
  std::string_view host = text;
  std::string_view port;
  const bool bracketed = text.starts_with('[');
  const std::size_t end = bracketed ? text.find(']') : text.find(':');
  if (bracketed && end == std::string_view::npos)
    return bad_proxy("The address of the proxy has a '[' without ']'.");
  if (bracketed) {
    host = text.substr(1, end - 1);
    port = text.substr(end + 1);
  } else if (end != std::string_view::npos) {
    host = text.substr(0, end);
    port = text.substr(end);
  }
  into.host = to_lower(host);
  const bool good = bracketed ? into.host.find(':') != std::string::npos && is_address(into.host)
                              : is_host_name(host) || is_address(into.host);
  if (!good) return bad_proxy("The address of the proxy names neither a host nor an IP address.");
  into.port = default_port;
  if (port.empty()) return {};
  const auto number = port.front() == ':' ? port_of(port.substr(1)) : std::nullopt;
  if (!number) return bad_proxy("The port of the proxy must be a number from 1 to 65535.");
  into.port = *number;
  return {};
}

} // namespace

std::string proxy_address::shown() const {
  return std::string(scheme_of(speaks)) + "://" + (has_credentials() ? "***@" : "") + authority(*this);
}

std::string proxy_address::identity() const {
  return std::string(scheme_of(speaks)) + "://" + percent_encode(username) + ":" + percent_encode(password) +
         "@" + authority(*this);
}

result<proxy_address> parse_proxy(std::string_view text) {
  proxy_address proxy;
  if (const std::size_t colon = text.find("://"); colon != std::string_view::npos) {
    const auto kind = kind_of(text.substr(0, colon));
    if (!kind)
      return bad_proxy("A proxy is spoken to as http, socks5 or socks5h; this one has another scheme.");
    proxy.speaks = *kind;
    text.remove_prefix(colon + 3);
  }
  if (text.ends_with('/')) text.remove_suffix(1);
  if (const std::size_t at = text.rfind('@'); at != std::string_view::npos) {
    if (const auto read = read_credentials(text.substr(0, at), proxy); !read) return read.error();
    text.remove_prefix(at + 1);
  }
  if (const auto read = read_host(text, proxy); !read) return read.error();
  return proxy;
}

} // namespace http_task::http
