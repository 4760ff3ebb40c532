#include "uri/http_url.hpp"

#include "base/text.hpp"

#include <boost/url/ipv4_address.hpp>
#include <boost/url/ipv6_address.hpp>

#include <idn2.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace http_task::uri {
namespace {

constexpr std::size_t longest_url = 65'536;
constexpr std::size_t longest_name = 253; // RFC 1035, section 2.3.4, as text
constexpr std::size_t longest_label = 63;

problem invalid(std::string detail, std::string advice = {}) {
  problem p = make_problem("url.invalid", std::move(detail));
  p.advice = std::move(advice);
  return p;
}

std::optional<problem> refuse_bytes(std::string_view text) {
  if (text.empty()) return invalid("Expected an http or https URL, found nothing.");
  if (text.size() > longest_url)
    return invalid("The URL has " + std::to_string(text.size()) + " bytes; at most " +
                   std::to_string(longest_url) + " are accepted.");
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::string where = " at position " + std::to_string(i + 1) + " of the URL.";
    if (byte == ' ')
      return invalid("A blank stands" + where,
                     "Write %20 for a blank that is part of the path or the query.");
    if (byte < 0x20 || byte == 0x7F)
      return invalid("The control character " + code_point_name(text[i]) + " stands" + where,
                     "Remove it, or give the value in pathParameters or queryParameters, which are encoded.");
    if (byte == '\\')
      return invalid("A backslash stands" + where, "Write / between segments, or %5C within one.");
  }
  if (!is_utf8(text)) return invalid("The URL is not UTF-8 text.");
  return std::nullopt;
}

// What stands in `text` escaped or refused, so that the rest is RFC 3986's pchar and the delimiters.
result<std::string> escape_rest(std::string_view text, bool is_query) {
  constexpr std::string_view allowed = "-._~!$&'()*+,;=:@/?";
  constexpr std::string_view hex = "0123456789abcdefABCDEF";
  std::string escaped;
  escaped.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool letter_or_digit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter_or_digit || allowed.find(c) != std::string_view::npos) {
      escaped += c;
    } else if (c == '%') {
      if (text.size() - i < 3 || hex.find(text[i + 1]) == std::string_view::npos ||
          hex.find(text[i + 2]) == std::string_view::npos)
        return invalid("Behind a % in the URL two hexadecimal digits are expected.",
                       "Write %25 for a percent sign.");
      escaped += c;
    } else if (static_cast<unsigned char>(c) >= 0x80 || (is_query && (c == '[' || c == ']'))) {
      escaped += percent_encode({&c, 1});
    } else {
      return invalid(std::string("The character ") + c + " cannot stand in the " +
                         (is_query ? "query" : "path") + " of a URL.",
                     "Write " + percent_encode({&c, 1}) + " for it.");
    }
  }
  return escaped;
}

// The rule by which the WHATWG URL standard tells names from addresses: "127.1" and "0x7f000001" are
// addresses to some resolvers and names to others, so they are neither here.
bool ends_in_number(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  const std::string_view last = dot == std::string_view::npos ? name : name.substr(dot + 1);
  if (last.starts_with("0x")) return last.find_first_not_of("0123456789abcdef", 2) == std::string_view::npos;
  return !last.empty() && last.find_first_not_of("0123456789") == std::string_view::npos;
}

std::optional<problem> refuse_name(std::string_view name) {
  if (name.ends_with('.')) name.remove_suffix(1);
  if (name.empty()) return invalid("The URL has no host.");
  if (name.size() > longest_name)
    return invalid("The name of the host has " + std::to_string(name.size()) +
                   " characters; at most 253 can be.");
  if (ends_in_number(name))
    return invalid(
        "The host looks like an IPv4 address but is none.",
        "Write an IPv4 address as four decimal numbers, each from 0 to 255 without leading zeros.");
  const std::size_t odd = name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_.");
  if (odd != std::string_view::npos)
    return invalid(std::string("The character ") + name[odd] + " cannot stand in the name of a host.");
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find('.', begin), name.size());
    if (end == begin) return invalid("The name of the host has an empty part between two dots.");
    if (end - begin > longest_label)
      return invalid("A part of the name of the host has more than 63 characters.");
    begin = end + 1;
  }
  return std::nullopt;
}

// RFC 5891, section 5, without the mapping of UTS #46: what that would turn into other letters, dots or
// nothing at all (full-width digits, soft hyphens) is refused, for two parsers read two hosts in it.
result<std::string> to_ascii(std::string name) {
  if (std::ranges::all_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) return name;
  // UTF-8 has at most four bytes where the name has one or more.
  if (name.size() > 4 * longest_name) return invalid("The name of the host is longer than 253 characters.");
  std::uint8_t* found = nullptr;
  const int failed = idn2_lookup_u8(reinterpret_cast<const std::uint8_t*>(name.c_str()), &found,
                                    IDN2_NO_TR46 | IDN2_NFC_INPUT);
  if (failed != IDN2_OK)
    return invalid("The name of the host is not ASCII and no internationalized name either (" +
                       std::string(idn2_strerror(failed)) + ").",
                   "Write its Punycode form, e.g. xn--bcher-kva.example.");
  std::string ascii(reinterpret_cast<const char*>(found));
  idn2_free(found);
  return ascii;
}

// `text` is what stands before the port. Boost.URL's own split of an authority is not used: its version 1.81
// refuses "127.0.0.1.example.com".
result<std::string> read_host(std::string_view text) {
  if (text.starts_with('[')) {
    const auto address = boost::urls::parse_ipv6_address(text.substr(1, text.size() - 2));
    if (!text.ends_with(']') || !address)
      return invalid("What stands in brackets is not an IPv6 address.",
                     "Write it as in https://[2001:db8::1]:8443/.");
    return address->to_string();
  }
  if (const auto address = boost::urls::parse_ipv4_address(text)) return address->to_string();
  result<std::string> ascii = to_ascii(to_lower(text));
  if (!ascii) return ascii;
  std::string name = *std::move(ascii);
  if (std::optional<problem> p = refuse_name(name)) return *std::move(p);
  return name;
}

result<std::uint16_t> read_port(std::string_view digits, bool is_https) {
  if (digits.empty()) return static_cast<std::uint16_t>(is_https ? 443 : 80);
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (error != std::errc{} || end != digits.data() + digits.size() || port == 0)
    return invalid("The port of the URL is not a number from 1 to 65535.");
  return port;
}

std::optional<problem> refuse_authority(std::string_view authority) {
  if (authority.find('@') != std::string_view::npos)
    return invalid(
        "The URL holds a user name or password, which URLs of HTTP do not have (RFC 9110, section 4.2.4).",
        "Put credentials into authentication, and write %40 for an @ in the path.");
  if (authority.empty() || authority.front() == ':') return invalid("The URL has no host.");
  return std::nullopt;
}

} // namespace

outline outline_of(std::string_view text) noexcept {
  const std::size_t colon = text.find("://");
  // A "://" behind the first delimiter belongs to the path or the query.
  if (colon == std::string_view::npos || text.find_first_of("/?#") < colon) return {};
  const std::size_t authority = colon + 3;
  return {authority, std::min(text.find_first_of("/?#", authority), text.size())};
}

result<http_url> parse_http_url(std::string_view text) {
  if (std::optional<problem> p = refuse_bytes(text)) return *std::move(p);
  const outline parts = outline_of(text);
  const std::string scheme =
      parts.authority == std::string_view::npos ? "" : to_lower(text.substr(0, parts.authority - 3));
  if (scheme != "http" && scheme != "https")
    return invalid("The URL does not start with https:// or http://.",
                   "Write the whole URL, e.g. https://api.example.com/users.");
  const std::string_view authority = text.substr(parts.authority, parts.path - parts.authority);
  if (std::optional<problem> p = refuse_authority(authority)) return *std::move(p);

  const std::string_view rest = text.substr(parts.path, text.find('#', parts.path) - parts.path);
  const std::size_t question = std::min(rest.find('?'), rest.size());
  result<std::string> path = escape_rest(rest.substr(0, question), false);
  if (!path) return std::move(path).error();
  result<std::string> query = escape_rest(rest.substr(question), true);
  if (!query) return std::move(query).error();

  std::string target = *std::move(path);
  if (target.empty()) target = "/";
  target += *query;

  const std::size_t host_end = authority.starts_with('[') ? authority.find(']') : 0;
  const std::size_t colon =
      std::min(authority.find(':', std::min(host_end, authority.size())), authority.size());
  result<std::string> host = read_host(authority.substr(0, colon));
  if (!host) return std::move(host).error();
  const result<std::uint16_t> port =
      read_port(authority.substr(std::min(colon + 1, authority.size())), scheme == "https");
  if (!port) return port.error();
  return http_url{scheme, *std::move(host), *port, std::move(target)};
}

bool is_dot_segment(std::string_view segment) {
  if (segment.size() > std::string_view("%2e%2e").size()) return false;
  std::string plain = to_lower(segment);
  for (std::size_t at = plain.find("%2e"); at != std::string::npos; at = plain.find("%2e", at + 1))
    plain.replace(at, 3, ".");
  return plain == "." || plain == "..";
}

void append_query(std::string& target, std::string_view name, std::string_view value) {
  append_query(target, percent_encode(name) + '=' + percent_encode(value));
}

void append_query(std::string& target, std::string_view pairs) {
  if (pairs.empty()) return;
  const bool has_query = target.find('?') != std::string::npos;
  if (!has_query)
    target += '?';
  else if (!target.ends_with('?') && !target.ends_with('&'))
    target += '&';
  target += pairs;
}

} // namespace http_task::uri
