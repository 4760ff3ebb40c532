// The id of an API: the first part of the ids of its endpoints, "<api>:<METHOD>:<path>".
#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace http_task::description {

// One line of 1 to 200 bytes of UTF-8 without ':', control characters and blanks around it: the name of a
// file in a folder is one.
[[nodiscard]] bool is_api_id(std::string_view id) noexcept;

// `wanted` if it is not empty (fails with "input.invalid" when it is no id), else the host, else a name made
// from the title.
[[nodiscard]] result<std::string> choose_api_id(std::string_view wanted, std::string_view host,
                                                std::string_view title);

} // namespace http_task::description
