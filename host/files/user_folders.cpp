#include "files/user_folders.hpp"

#include <cstdlib>

namespace http_task::host {

std::optional<std::filesystem::path> user_data_folder() {
  namespace fs = std::filesystem;
  const auto absolute = [](const char* name) -> std::optional<fs::path> {
    const char* value = std::getenv(name);
    if (value == nullptr || *value != '/') return std::nullopt;
    return fs::path(value);
  };
  if (const auto data = absolute("XDG_DATA_HOME")) return *data / "http-task";
  if (const auto home = absolute("HOME")) return *home / ".local" / "share" / "http-task";
  return std::nullopt;
}

} // namespace http_task::host
