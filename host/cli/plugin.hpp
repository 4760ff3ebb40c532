// The plugin of this call: found, loaded, with an instance and the user's catalogue.
#pragma once

#include "catalogue/catalogue.hpp"
#include "cli/console.hpp"
#include "cli/global_options.hpp"

#include "http_task/sdk/find_plugin.hpp"
#include "http_task/sdk/instance.hpp"

#include <filesystem>
#include <memory>
#include <vector>

namespace http_task::host {

inline constexpr std::string_view plugin_id = "http_task";

// --plugin-path first, then the plugin's own search path.
[[nodiscard]] std::vector<std::filesystem::path> plugin_folders(const global_options& globals);

// Fails with "plugin.not_loaded", a finding for each path that was tried.
[[nodiscard]] result<std::shared_ptr<sdk::library>> load_plugin(const global_options& globals);

// An instance and the catalogue in it. Neither copied nor moved: the catalogue refers to the instance.
class open_plugin {
public:
  // `options` are the instance's; `out` must outlive the answer, it takes the warnings.
  [[nodiscard]] static result<std::unique_ptr<open_plugin>>
  open(const global_options& globals, const console& out, const json::object& options);
  // With the options of the command line.
  [[nodiscard]] static result<std::unique_ptr<open_plugin>> open(const global_options& globals,
                                                                 const console& out);

  [[nodiscard]] sdk::instance& instance() noexcept { return instance_; }
  [[nodiscard]] host::catalogue& catalogue() noexcept { return catalogue_; }

private:
  open_plugin(sdk::instance instance, const console& out);

  sdk::instance instance_;
  host::catalogue catalogue_;
};

} // namespace http_task::host
