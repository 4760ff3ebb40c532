// http and https URLs (RFC 3986, RFC 9110 section 4.2) taken apart into what a request needs.
//
// Strict where URL parsers disagree, because a guard and a client that read one text in two ways can be
// fooled: no user information, no backslash, no control character or blank, no empty host, a host that is a
// name of letters, digits, '-', '_' and '.', an IPv4 address in four decimal parts, or an IPv6 address in
// brackets. A name outside of ASCII becomes its Punycode form where IDNA2008 takes it as it stands.
//
// What occurs in practice though RFC 3986 asks for an escape is escaped: text outside of ASCII in path and
// query (as UTF-8), '[' and ']' in the query. Escapes that are there stay as they are. The fragment is
// dropped.
#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace http_task::uri {

struct http_url {
  std::string scheme;     // "http" or "https"
  std::string host;       // lower case; an IPv6 address without brackets
  std::uint16_t port = 0; // always set, also when it is the scheme's default
  std::string target;     // origin-form: path and query, never empty (RFC 9112, section 3.2.1)
};

// Fails with "url.invalid"; the message names the part that is wrong and shows nothing of user information.
[[nodiscard]] result<http_url> parse_http_url(std::string_view text);

// Where the parts of "scheme://authority/path?query" begin; no part is checked.
struct outline {
  std::size_t authority = std::string_view::npos; // behind "://"; npos if there is none
  std::size_t path =
      0; // the first '/', '?' or '#' behind the authority, or the size of the text; 0 without authority
};
[[nodiscard]] outline outline_of(std::string_view text) noexcept;

// "." or "..", also where the dots are escaped (RFC 3986, section 5.2.4).
[[nodiscard]] bool is_dot_segment(std::string_view segment);

// Adds "name=value" to the query of `target`, both percent-encoded.
void append_query(std::string& target, std::string_view name, std::string_view value);
// Adds what is encoded already, e.g. "a=1&b=2".
void append_query(std::string& target, std::string_view pairs);

} // namespace http_task::uri
