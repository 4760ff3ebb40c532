#include "files/user_folders.hpp"

#include <cstdlib>

namespace http_task::host {
namespace {

namespace fs = std::filesystem;

std::optional<fs::path> absolute_path_in(const char* variable) {
  const char* value = std::getenv(variable);
  if (value == nullptr || *value != '/') return std::nullopt;
  return fs::path(value);
}

std::optional<fs::path> folder(const char* variable, const char* below_home) {
  if (const auto set = absolute_path_in(variable)) return *set / "http-task";
  if (const auto home = absolute_path_in("HOME")) return *home / below_home / "http-task";
  return std::nullopt;
}

} // namespace

std::optional<fs::path> user_data_folder() {
  return folder("XDG_DATA_HOME", ".local/share");
}

std::optional<fs::path> user_config_folder() {
  return folder("XDG_CONFIG_HOME", ".config");
}

std::optional<fs::path> user_cache_folder() {
  return folder("XDG_CACHE_HOME", ".cache");
}

} // namespace http_task::host
