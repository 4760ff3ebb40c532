#include "catalogue/places.hpp"

#include "files/user_folders.hpp"

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <system_error>

namespace http_task::host {
namespace {

namespace fs = std::filesystem;

void add_of_variable(std::vector<fs::path>& files) {
  const char* value = std::getenv("HTTP_TASK_CATALOG_PATH");
  std::string_view rest = value != nullptr ? value : "";
  while (!rest.empty()) {
    const std::string_view file = rest.substr(0, rest.find(':'));
    if (!file.empty()) files.push_back(fs::absolute(file));
    rest.remove_prefix(std::min(rest.size(), file.size() + 1));
  }
}

void add_of_folder(std::vector<fs::path>& files, const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->path().extension() == catalogue_ending) found.push_back(entry->path());
  }
  std::ranges::sort(found);
  files.insert(files.end(), found.begin(), found.end());
}

} // namespace

catalogue_places catalogue_places_of_user() {
  catalogue_places places;
  if (const auto data = user_data_folder()) places.user = *data / "catalog" / "user.catalog";
  add_of_variable(places.shared);
  if (const auto configuration = user_config_folder())
    add_of_folder(places.shared, *configuration / "catalogs");
  return places;
}

fs::path sources_beside(const fs::path& catalogue_file) {
  fs::path file = catalogue_file;
  return file.replace_extension(".sources");
}

} // namespace http_task::host
