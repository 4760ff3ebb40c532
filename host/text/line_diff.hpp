// What changed between two texts, as a unified difference.
#pragma once

#include <string>
#include <string_view>

namespace http_task::host {

// One hunk with three lines of context around the part that differs; "" when nothing does. Meant for edits in
// one place: lines that are equal within the changed part are not looked for.
[[nodiscard]] std::string line_diff(std::string_view before, std::string_view after, std::string_view name);

} // namespace http_task::host
