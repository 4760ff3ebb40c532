// Any text as the name of a file, and back.
#pragma once

#include <string>
#include <string_view>

namespace http_task::host {

// What is not a letter, a digit, '-', '_' or '.' is %XX, and so is a dot in front: the name neither hides the
// file nor leads out of its folder.
[[nodiscard]] std::string file_name_of(std::string_view text);
[[nodiscard]] std::string text_of_file_name(std::string_view name);

} // namespace http_task::host
