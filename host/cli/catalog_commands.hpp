// The verbs of http-task catalog that take more than a few lines; cli/catalog.cpp declares all of them.
#pragma once

#include "cli/console.hpp"
#include "cli/exit_status.hpp"
#include "cli/global_options.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace http_task::host {

struct catalog_arguments {
  std::vector<std::string> names; // what to add; ids
  std::string api;                // add: id for the one API
  std::string filter;             // list
  std::string output;             // export: a file; "" is standard output
  bool force = false;             // export: replaces the file
  bool names_only = false;        // list: ids alone
  std::string file;               // the catalogue file to change; "" is the user's
};

// The file to change. Fails with "file.unwritable" when there is no home for one.
[[nodiscard]] result<std::filesystem::path> file_to_change(const catalog_arguments& asked);

[[nodiscard]] exit_status add_to_catalog(const catalog_arguments& asked, const global_options& globals,
                                         const console& out);
[[nodiscard]] exit_status refresh_catalog(const catalog_arguments& asked, const global_options& globals,
                                          const console& out);

} // namespace http_task::host
