// Whether a text is JSON (RFC 8259), without its value: for bodies that are only passed on.
#pragma once

#include <cstddef>
#include <string_view>

namespace http_task::json {

inline constexpr std::size_t deepest_ordinary = 64;

// True only for JSON that parse() takes. False also for good JSON that is out of the ordinary (nested deeper
// than that, numbers of very many digits or a large exponent, escaped surrogates): ask parse() or
// check() then. Without a byte order mark.
[[nodiscard]] bool is_ordinary_json(std::string_view text) noexcept;

} // namespace http_task::json
