#include "http_task/sdk/find_plugin.hpp"

#include <algorithm>
#include <cstdlib>
#include <system_error>
#include <utility>

namespace http_task::sdk {
namespace {

namespace fs = std::filesystem;

void add_once(std::vector<fs::path>& folders, const fs::path& folder) {
  auto normal = folder.lexically_normal();
  if (!normal.has_filename()) normal = normal.parent_path(); // "/a/" is "/a"
  if (std::find(folders.begin(), folders.end(), normal) == folders.end())
    folders.push_back(std::move(normal));
}

void add_from_environment(std::vector<fs::path>& folders) {
  // A program with more rights than its caller must not load what the caller names.
  const char* list = secure_getenv("HTTP_TASK_PLUGIN_PATH");
  if (list == nullptr) return;
  std::string_view rest = list;
  while (!rest.empty()) {
    const auto colon = std::min(rest.find(':'), rest.size());
    // An empty entry would mean the current folder, which nobody asks for on purpose.
    if (colon != 0) add_once(folders, rest.substr(0, colon));
    rest.remove_prefix(std::min(colon + 1, rest.size()));
  }
}

} // namespace

std::vector<fs::path> default_search_path() {
  std::vector<fs::path> folders;
  add_from_environment(folders);
  std::error_code error;
  const auto program = fs::read_symlink("/proc/self/exe", error);
  if (!error) add_once(folders, program.parent_path() / "../lib/http-task");
  add_once(folders, HTTP_TASK_INSTALL_PREFIX "/lib/http-task");
  add_once(folders, "/usr/local/lib/http-task");
  add_once(folders, "/usr/lib/http-task");
  return folders;
}

load_report find_plugin(std::string_view id, const std::vector<fs::path>& folders) {
  load_report report;
  for (const auto& folder : folders) {
    const auto file = folder / "manifest.json";
    auto manifest = read_manifest(file);
    if (!manifest) {
      report.attempts.push_back({file, std::move(manifest).error().message});
      continue;
    }
    if (manifest->id != id) {
      report.attempts.push_back({file, "It is of the plugin \"" + manifest->id + "\"."});
      continue;
    }
    auto loaded = load_library(*manifest);
    if (loaded) {
      report.loaded = std::move(*loaded);
      return report;
    }
    report.attempts.push_back({file, std::move(loaded).error().message});
  }
  return report;
}

} // namespace http_task::sdk
