#include "http/request_head.hpp"

#include "base/text.hpp"
#include "http/client.hpp"
#include "http/proxy_handshake.hpp"

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <array>

namespace http_task::http {
namespace {

// RFC 9110, sections 7.2, 7.6.1, 7.8, 8.6 and 10.1.1; Keep-Alive and Proxy-Connection are of older HTTP.
constexpr std::array reserved = std::to_array<std::string_view>(
    {"connection", "content-length", "expect", "host", "http2-settings", "keep-alive", "proxy-authorization",
     "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"});

constexpr std::string_view proxy_field = "Proxy-Authorization: ";

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}
bool is_alnum(char c) noexcept {
  return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'z');
}

// WHATWG URL, "ends in a number": such a name is meant as an IPv4 address in an unusual spelling.
bool ends_in_a_number(std::string_view name) noexcept {
  const std::string_view last = name.substr(name.rfind('.') + 1); // npos + 1 is 0
  if (std::ranges::all_of(last, is_digit)) return true;
  return last.size() >= 2 && last[0] == '0' && to_lower(last[1]) == 'x' &&
         std::ranges::all_of(last.substr(2), [](char c) {
           return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'f');
         });
}

result<void> check_origin(const message::origin& origin) {
  if (origin.scheme != "http" && origin.scheme != "https")
    return make_problem("url.invalid", "The scheme must be http or https, not \"" + origin.scheme + "\".");
  if (!is_address(origin.host) && !is_host_name(origin.host))
    return make_problem("url.invalid", "\"" + origin.host +
                                           "\" is neither the name of a host nor an address. "
                                           "An IPv4 address has four decimal numbers without leading zeros.");
  if (origin.port == 0) return make_problem("url.invalid", "The port must be a number from 1 to 65535.");
  return {};
}

result<void> check_target(const message::request& request) {
  if (request.method == "OPTIONS" && request.target == "*") return {};
  if (!request.target.starts_with('/'))
    return make_problem("url.invalid", "The path of the URL must begin with \"/\".");
  if (!std::ranges::all_of(request.target, [](char c) { return c > 0x20 && c < 0x7F && c != '#'; }))
    return make_problem("url.invalid",
                        "The path or the query of the URL has a blank, a control character, a '#' or "
                        "a character beyond ASCII; it must be percent-encoded.");
  return {};
}

result<void> check_field(const message::field& f) {
  if (!message::is_token(f.name))
    return make_problem("input.invalid",
                        "A name of a header field may have letters, digits and !#$%&'*+-.^_`|~ "
                        "only; at least one name has something else.");
  if (std::ranges::any_of(reserved, [&](std::string_view name) { return iequals(name, f.name); }))
    return make_problem("input.reserved_header",
                        "The header field " + f.name + " is set by the client; remove it.");
  if (!message::is_field_value(f.value))
    return make_problem("input.invalid",
                        "The value of the header field " + f.name +
                            " has a control character (such as a line end), or blanks around it.");
  return {};
}

// RFC 9110, section 8.6: a method that usually has content says that there is none.
bool announces_empty_content(std::string_view method) noexcept {
  return method == "POST" || method == "PUT" || method == "PATCH";
}

std::string framing(std::optional<std::uint64_t> size) {
  return size ? "Content-Length: " + std::to_string(*size) + "\r\n" : "Transfer-Encoding: chunked\r\n";
}

} // namespace

// The values of fields are never quoted: they may be secret.
result<void> check_request(const message::request& request) {
  if (!message::is_token(request.method))
    return make_problem("input.invalid",
                        "The method must be one word of letters, digits and !#$%&'*+-.^_`|~.");
  // RFC 9110, section 9.3.6: its target is not a path, and what follows is not HTTP.
  if (request.method == "CONNECT")
    return make_problem("input.unsupported",
                        "The method CONNECT is for proxies and cannot be used in a request.");
  if (auto checked = check_origin(request.origin); !checked) return checked;
  if (auto checked = check_target(request); !checked) return checked;
  for (const message::field& f : request.headers)
    if (auto checked = check_field(f); !checked) return checked;
  return {};
}

std::string write_head(const message::request& request, const proxy_address* forwarder, bool expects) {
  std::string head;
  head.reserve(512);
  head.append(request.method).append(" ");
  if (forwarder != nullptr) head.append(message::to_url(request.origin));
  // Section 3.2.4: "OPTIONS *" is sent to a proxy without a path.
  if (forwarder == nullptr || request.target != "*") head.append(request.target);
  head.append(" HTTP/1.1\r\n");
  head.append("Host: ").append(message::to_authority(request.origin)).append("\r\n");
  for (const message::field& f : request.headers)
    head.append(f.name).append(": ").append(f.value).append("\r\n");
  if (request.has_body() || announces_empty_content(request.method))
    head.append(framing(request.body_size()));
  if (expects) head.append("Expect: 100-continue\r\n");
  if (forwarder != nullptr && forwarder->has_credentials())
    head.append(proxy_field).append(proxy_authorization(*forwarder)).append("\r\n");
  return head.append("\r\n");
}

std::string mask_proxy_credentials(std::string head) {
  const std::size_t field = head.find("\r\n" + std::string(proxy_field));
  if (field == std::string::npos) return head;
  const std::size_t value = field + 2 + proxy_field.size();
  const std::size_t end = std::min(head.find("\r\n", value), head.size());
  return head.replace(value, end - value, "***");
}

bool is_idempotent(std::string_view method) noexcept {
  constexpr std::array methods =
      std::to_array<std::string_view>({"DELETE", "GET", "HEAD", "OPTIONS", "PUT", "TRACE"});
  return std::ranges::binary_search(methods, method);
}

bool is_address(const std::string& text) {
  boost::system::error_code failed;
  const auto address = boost::asio::ip::make_address(text, failed);
  return !failed && (address.is_v4() || address.to_v6().scope_id() == 0);
}

bool is_host_name(std::string_view text) noexcept {
  if (text.ends_with('.')) text.remove_suffix(1);
  if (text.empty() || text.size() > 253 || ends_in_a_number(text)) return false;
  while (true) {
    const std::string_view label = text.substr(0, text.find('.'));
    if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
    if (!std::ranges::all_of(label, [](char c) { return is_alnum(c) || c == '-' || c == '_'; })) return false;
    if (label.size() == text.size()) return true;
    text.remove_prefix(label.size() + 1);
  }
}

} // namespace http_task::http
