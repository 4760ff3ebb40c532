// I-Regexp (RFC 9485) checked against its grammar and written as RE2 has it.
#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace http_task::json {

// `text` is UTF-8. Fails as i_regexp::compile() does.
[[nodiscard]] result<std::string> translate_i_regexp(std::string_view text);

} // namespace http_task::json
