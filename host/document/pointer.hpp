// JSON Pointer (RFC 6901): reading a place in a document, and setting one.
#pragma once

#include "document/json.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace http_task::host {

// The reference tokens, unescaped; fails with "usage" when `pointer` is not one.
[[nodiscard]] result<std::vector<std::string>> pointer_tokens(std::string_view pointer);

// One token as it stands in a pointer: ~ and / escaped.
[[nodiscard]] std::string pointer_escape(std::string_view token);

// Sets the value at `pointer`. Parents that are missing are created as objects; the index of an array may be
// its size or "-", which appends. Fails with "input.invalid", and changes nothing, when the way leads through
// a value that is neither an object nor an array, or to an index that is not there.
[[nodiscard]] result<void> set_at(json::value& root, std::string_view pointer, json::value value);

} // namespace http_task::host
