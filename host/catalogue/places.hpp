// Where catalogue files lie: the user's own one, and those that others share.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

namespace http_task::host {

inline constexpr const char* catalogue_ending = ".catalog";

struct catalogue_places {
  // $XDG_DATA_HOME/http-task/catalog/user.catalog, which need not be there; nothing when there is no home.
  std::optional<std::filesystem::path> user;
  // Only read: the files of HTTP_TASK_CATALOG_PATH (separated by colons), then, by name, *.catalog of
  // $XDG_CONFIG_HOME/http-task/catalogs/.
  std::vector<std::filesystem::path> shared;
};

[[nodiscard]] catalogue_places catalogue_places_of_user();

// The table of sources beside a catalogue file, for the day on which the file itself cannot be read.
[[nodiscard]] std::filesystem::path sources_beside(const std::filesystem::path& catalogue_file);

} // namespace http_task::host
