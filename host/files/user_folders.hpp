// Where the user's own files lie (XDG Base Directory specification).
#pragma once

#include <filesystem>
#include <optional>

namespace http_task::host {

// http-task below $XDG_DATA_HOME, $XDG_CONFIG_HOME and $XDG_CACHE_HOME; below ~/.local/share, ~/.config and
// ~/.cache where they are not set. A relative value counts as not set. Nothing when there is no home either.
[[nodiscard]] std::optional<std::filesystem::path> user_data_folder();
[[nodiscard]] std::optional<std::filesystem::path> user_config_folder();
[[nodiscard]] std::optional<std::filesystem::path> user_cache_folder();

} // namespace http_task::host
