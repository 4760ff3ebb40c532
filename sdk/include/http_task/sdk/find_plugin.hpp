// Where plugins lie, and the first one that can be loaded from there.
#pragma once

#include "http_task/sdk/library.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::sdk {

// The folders to look in, best first, each once: those of HTTP_TASK_PLUGIN_PATH (separated by colons),
// lib/http-task beside the folder of the running program, the same below the prefix that the build was
// configured for, /usr/local/lib/http-task, /usr/lib/http-task.
[[nodiscard]] std::vector<std::filesystem::path> default_search_path();

// A manifest that was tried, and why its plugin was not taken.
struct tried {
  std::filesystem::path manifest;
  std::string reason;
};

struct load_report {
  std::shared_ptr<library> loaded; // null when no folder had a plugin that could be loaded
  std::vector<tried> attempts;     // in the order of the folders; the one that was loaded is not among them
};

// Tries <folder>/manifest.json of each folder in turn and loads the first one of that id.
[[nodiscard]] load_report find_plugin(std::string_view id, const std::vector<std::filesystem::path>& folders);

} // namespace http_task::sdk
