// References as a Location field has them, resolved against the URL that they came with (RFC 3986, section
// 5).
#pragma once

#include "base/result.hpp"
#include "uri/http_url.hpp"

#include <string_view>

namespace http_task::uri {

// The scheme that the text begins with, as written; "" for a relative reference (RFC 3986, section 3.1).
[[nodiscard]] std::string_view scheme_of(std::string_view reference) noexcept;

// The URL that `reference` means when it is found at `base`; the fragment is dropped. As strict as
// parse_http_url(), and fails like it, but for the path and the query: blanks, bytes beyond ASCII whatever
// their charset, and what else cannot stand there (RFC 3986, appendix A) are percent-encoded, as curl and
// browsers do, for servers write them as they are. Controls, backslashes and a lone % are refused there, too.
[[nodiscard]] result<http_url> resolve_reference(const http_url& base, std::string_view reference);

// "." and ".." segments taken out of an absolute path (RFC 3986, section 5.2.4).
[[nodiscard]] std::string remove_dot_segments(std::string_view path);

} // namespace http_task::uri
