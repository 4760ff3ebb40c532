// Where the user's own data lies (XDG Base Directory specification).
#pragma once

#include <filesystem>
#include <optional>

namespace http_task::host {

// $XDG_DATA_HOME/http-task, ~/.local/share/http-task where it is not set; a relative value counts as not set.
// Nothing when there is no home either.
[[nodiscard]] std::optional<std::filesystem::path> user_data_folder();

} // namespace http_task::host
