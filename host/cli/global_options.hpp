// The options that every command takes.
#pragma once

#include "document/json.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace http_task::host {

struct global_options {
  bool json = false;
  std::string color = "auto";                        // auto, always, never
  std::string options_file;                          // instance options; "" for none
  std::vector<std::string> allow;                    // added to the options' egress.allow
  std::string files;                                 // the options' files.directory; "" leaves it
  std::vector<std::string> secrets;                  // as given: NAME=@FILE, NAME=env:VARIABLE
  std::vector<std::filesystem::path> plugin_folders; // in front of the plugin's own search path
};

// The instance options of this call: those of the file, with `allow` added. Fails with file.*,
// "input.not_json" or "input.invalid"; what the options mean is checked by the plugin.
[[nodiscard]] result<json::object> instance_options(const global_options& globals);

} // namespace http_task::host
