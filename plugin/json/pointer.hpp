// JSON Pointer (RFC 6901): build, read, and follow.
#pragma once

#include "base/result.hpp"
#include "json/value.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace http_task::json {

// One reference token with '~' and '/' escaped (section 3), e.g. "a/b" to "a~1b".
[[nodiscard]] std::string escape_token(std::string_view token);

// `pointer` + "/" + the escaped token.
[[nodiscard]] std::string join(std::string_view pointer, std::string_view token);
[[nodiscard]] std::string join(std::string_view pointer, std::size_t index);

// The tokens of a pointer, unescaped. Fails with "input.invalid" on a pointer that is neither empty nor
// starts with '/', or that has a '~' without 0 or 1 behind it.
[[nodiscard]] result<std::vector<std::string>> split_pointer(std::string_view pointer);

// The value that the pointer names, or nullptr. "-" and leading zeros name nothing (section 4).
[[nodiscard]] const value* find(const value& root, std::string_view pointer) noexcept;
[[nodiscard]] value* find(value& root, std::string_view pointer) noexcept;

} // namespace http_task::json
