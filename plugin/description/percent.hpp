// Percent-encoding (RFC 3986, section 2.1) as documents carry it in references.
#pragma once

#include <string>
#include <string_view>

namespace http_task::description {

// A '%' without two hexadecimal digits behind it stays.
[[nodiscard]] std::string percent_decode(std::string_view text);

} // namespace http_task::description
