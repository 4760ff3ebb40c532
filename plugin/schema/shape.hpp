// Whether a keyword's value looks as its dialect wants it.
#pragma once

#include "schema/keyword.hpp"
#include "json/value.hpp"

#include <string_view>

namespace http_task::schema {

// The members of a map or list of subschemas are checked when they are compiled, not here. Where later drafts
// are more lenient (an empty `required`, a boolean as a schema), so is this.
[[nodiscard]] bool has_shape(const json::value& v, shape s);

// For messages: "an integer from 0", ...
[[nodiscard]] std::string_view description_of(shape s) noexcept;

} // namespace http_task::schema
