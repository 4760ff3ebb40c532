#include "serve/access.hpp"

#include "sandbox/message.hpp"

#include <boost/asio/ip/address.hpp>

#include <array>
#include <stdexcept>

#include <openssl/crypto.h>
#include <openssl/rand.h>

namespace http_task::host {
namespace {

std::string base64url(const unsigned char* bytes, std::size_t size) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string text;
  unsigned held = 0;
  unsigned bits = 0;
  for (std::size_t i = 0; i < size; ++i) {
    held = held << 8U | bytes[i];
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      text += alphabet[held >> bits & 0x3FU];
    }
    held &= (1U << bits) - 1;
  }
  if (bits > 0) text += alphabet[held << (6 - bits) & 0x3FU];
  return text;
}

// As it stands in an authority.
std::string written(const boost::asio::ip::address& address) {
  return address.is_v6() ? "[" + address.to_string() + "]" : address.to_string();
}

access_rules::refusal refused(unsigned status, std::string type, std::string detail, std::string advice) {
  return {status, make_problem(std::move(type), std::move(detail), std::move(advice))};
}

} // namespace

std::string make_start_token() {
  std::array<unsigned char, 32> bytes{};
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
    throw std::runtime_error("The system gives no random numbers.");
  return base64url(bytes.data(), bytes.size());
}

bool same_secret(std::string_view a, std::string_view b) noexcept {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

access_rules::access_rules(const boost::asio::ip::tcp::endpoint& bound, std::string token)
    : port_(":" + std::to_string(bound.port())), any_address_(bound.address().is_unspecified()),
      token_(std::move(token)) {
  names_.push_back(written(bound.address()) + port_);
  if (bound.address().is_loopback() || any_address_) names_.push_back("localhost" + port_);
}

bool access_rules::is_own_authority(std::string_view host_and_port) const {
  const std::string given = lower_case(host_and_port);
  for (const std::string& name : names_) {
    if (given == name) return true;
  }
  if (!any_address_ || !given.ends_with(port_)) return false;
  std::string host = given.substr(0, given.size() - port_.size());
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  boost::system::error_code error;
  boost::asio::ip::make_address(host, error);
  return !error;
}

std::optional<access_rules::refusal> access_rules::check(std::string_view host, std::string_view origin,
                                                         std::string_view authorization, bool of_api) const {
  constexpr std::string_view scheme = "http://";
  constexpr std::string_view bearer = "bearer ";
  if (!is_own_authority(host))
    return refused(421, "access.host", "The Host field does not name this server.",
                   "Open the address that http-task serve printed.");
  if (!origin.empty() && (!origin.starts_with(scheme) || !is_own_authority(origin.substr(scheme.size()))))
    return refused(403, "access.origin", "The request comes from a page of another origin.",
                   "Open the address that http-task serve printed.");
  if (!of_api) return std::nullopt;
  const bool is_bearer = authorization.size() > bearer.size() &&
                         equal_ignoring_case(authorization.substr(0, bearer.size()), bearer);
  if (!is_bearer || !same_secret(authorization.substr(bearer.size()), token_))
    return refused(401, "access.token", "The start token is missing or of another start of the server.",
                   "Open the address that http-task serve printed last; it holds the token.");
  return std::nullopt;
}

const std::vector<std::pair<std::string_view, std::string_view>>& security_fields() {
  static const std::vector<std::pair<std::string_view, std::string_view>> fields{
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; "
       "img-src 'self' data:; worker-src 'self'; base-uri 'none'; form-action 'none'; "
       "frame-ancestors 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"X-Frame-Options", "DENY"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Embedder-Policy", "require-corp"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
  };
  return fields;
}

} // namespace http_task::host
