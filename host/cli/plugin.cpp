#include "cli/plugin.hpp"

namespace http_task::host {

std::vector<std::filesystem::path> plugin_folders(const global_options& globals) {
  std::vector<std::filesystem::path> folders = globals.plugin_folders;
  for (std::filesystem::path& folder : sdk::default_search_path())
    folders.push_back(std::move(folder));
  return folders;
}

result<std::shared_ptr<sdk::library>> load_plugin(const global_options& globals) {
  sdk::load_report report = sdk::find_plugin(plugin_id, plugin_folders(globals));
  if (report.loaded) return std::move(report.loaded);
  std::string tried = "None of the folders has a plugin that can be loaded:";
  for (const sdk::tried& attempt : report.attempts)
    tried += "\n- " + attempt.reason;
  return make_problem(
      "plugin.not_loaded", std::move(tried),
      "Name the folder with --plugin-path or HTTP_TASK_PLUGIN_PATH; http-task doctor says more.");
}

result<std::unique_ptr<open_plugin>> open_plugin::open(const global_options& globals, const console& out,
                                                       const json::object& options) {
  auto library = load_plugin(globals);
  if (!library) return std::move(library).error();
  auto instance = sdk::instance::create(*std::move(library), to_text(options));
  if (!instance) return from_failure(instance.error());
  return std::unique_ptr<open_plugin>(new open_plugin(*std::move(instance), out));
}

result<std::unique_ptr<open_plugin>> open_plugin::open(const global_options& globals, const console& out) {
  const auto options = instance_options(globals);
  if (!options) return options.error();
  return open(globals, out, *options);
}

open_plugin::open_plugin(sdk::instance instance, const console& out)
    : instance_(std::move(instance)), catalogue_(instance_, catalogue_places_of_user(),
                                                 [&out](std::string_view warning) { out.warn(warning); }) {}

} // namespace http_task::host
