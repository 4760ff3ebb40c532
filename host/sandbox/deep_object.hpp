// OpenAPI's style deepObject read back: "a[b][c]=1", lists as "a[]=1", "a[0]=1" or a name that is repeated.
#pragma once

#include "sandbox/described.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http_task::host {

// `name` itself, or with brackets behind it. `text` is decoded.
[[nodiscard]] bool is_deep_name(std::string_view text, std::string_view name) noexcept;

// `pairs` are those of which is_deep_name() is true, as on the request line.
[[nodiscard]] json::value
read_deep_object(const std::vector<std::pair<std::string_view, std::string_view>>& pairs,
                 std::string_view name, const described& what);

} // namespace http_task::host
