// How large a value is, for limits on what is copied.
#pragma once

#include "json/value.hpp"

#include <cstddef>

namespace http_task::json {

// About as many bytes as the value takes as JSON; stops counting beyond `most`. Of values within the depth of
// a parser.
[[nodiscard]] std::size_t weight(const value& v, std::size_t most) noexcept;

} // namespace http_task::json
