// manifest.json (schemas/manifest.schema.json): what a host can know of a plugin without loading it.
#pragma once

#include "http_task/sdk/result.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace http_task::sdk {

struct manifest {
  std::filesystem::path file; // the manifest itself, as it was asked for
  std::string id;
  std::string version;
  std::string title;
  std::string description;
  unsigned abi_major = 0;
  unsigned abi_minor = 0;
  std::filesystem::path library;                        // of this platform, beside the manifest
  std::vector<std::string> interfaces;                  // "http_task.catalog/1", ...
  std::map<std::string, std::filesystem::path> schemas; // files by role, beside the manifest
};

// Fails with HTTP_TASK_E_NOT_FOUND when the file cannot be read, and with HTTP_TASK_E_REJECTED when it is not
// a manifest, or has no library for this platform. The message names the file and the member. Paths that
// leave the folder of the manifest are refused. Loads nothing.
[[nodiscard]] result<manifest> read_manifest(const std::filesystem::path& file);

} // namespace http_task::sdk
