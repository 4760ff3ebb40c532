// URI templates: {name} in a text is replaced by a value, percent-encoded (RFC 6570, level 1). A list is
// written as its items with commas between them.
//
// An operator, a modifier or several names in the braces (levels 2 to 4) are refused by name.
#pragma once

#include "base/result.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::uri {

struct variable {
  std::string_view name;
  std::span<const std::string> values;
};

// The names in braces, each once, in the order of their first appearance. Fails with "url.invalid" on braces
// that do not match or hold no name, and with "input.unsupported" on a level above 1.
[[nodiscard]] result<std::vector<std::string>> variable_names(std::string_view text);

// false for "", "." and "..": such a segment changes which resource the template means (RFC 3986, section
// 5.2.4).
[[nodiscard]] bool is_path_value(std::string_view value) noexcept;

// Fails like variable_names(), and with "input.path_param" on a variable without value or with one that is no
// path value; the problem's pointer then is the name of the variable as it stands. A variable that the text
// does not use is ignored.
[[nodiscard]] result<std::string> fill(std::string_view text, std::span<const variable> variables);

} // namespace http_task::uri
