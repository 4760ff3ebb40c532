// http-task add-step: settings saved as a task of a workflow definition.
#include "cli/command_line.hpp"
#include "cli/plugin.hpp"
#include "cli/settings_input.hpp"
#include "files/atomic_file.hpp"
#include "files/read_file.hpp"
#include "text/line_diff.hpp"
#include "workflow/definition.hpp"

#include <filesystem>
#include <memory>
#include <string>

namespace http_task::host {
namespace {

struct arguments {
  std::string workflow;
  std::string settings;
  std::string reference;
  std::string name;
};

result<void> check_reference(const std::string& reference) {
  constexpr const char* characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
  if (!reference.empty() && reference.find_first_not_of(characters) == std::string::npos) return {};
  return make_problem("input.invalid",
                      "The reference \"" + reference + "\" could not be used in ${" + reference +
                          ".output...}: expected letters, digits, _ and -.",
                      "Give another name with --ref, e.g. --ref create_webhook.");
}

// "flow.json" makes a definition named "flow".
result<std::string> edited(const std::string& before, const arguments& asked, const std::string& task) {
  if (before.empty()) return new_definition(std::filesystem::path(asked.workflow).stem().string(), task);
  return add_task(before, asked.workflow, asked.reference, task);
}

exit_status add_step(const arguments& asked, const global_options& globals, const console& out) {
  if (const auto usable = check_reference(asked.reference); !usable) return out.fail(usable.error());
  const auto settings = read_settings(asked.settings);
  if (!settings) return out.fail(settings.error());
  const auto plugin = open_plugin::open(globals, out);
  if (!plugin) return out.fail(plugin.error());
  if (const auto valid = check(*settings, (*plugin)->catalogue()); !valid) {
    problem p = valid.error();
    p.detail = "Nothing was saved.";
    return out.fail(p);
  }

  const auto lock = folder_lock::take(asked.workflow);
  if (!lock) return out.fail(lock.error());
  auto before = read_file(asked.workflow);
  if (!before && before.error().type == "file.not_found") before = result<std::string>(std::string());
  if (!before) return out.fail(before.error());
  const std::string& name = asked.name.empty() ? asked.reference : asked.name;
  const auto after = edited(*before, asked, make_http_task(asked.reference, name, settings->text));
  if (!after) return out.fail(after.error());
  if (const auto written = write_file(asked.workflow, *after); !written) return out.fail(written.error());
  const std::string difference = line_diff(*before, *after, asked.workflow);
  if (out.json())
    out.json_data(json::value(json::object{
        {"workflow", asked.workflow}, {"taskReferenceName", asked.reference}, {"difference", difference}}));
  else
    out.data(printable(difference));
  out.talk("Step " + asked.reference + " added to " + asked.workflow + ". Run it: http-task run " +
           asked.workflow + " --sandbox");
  return exit_status::ok;
}

} // namespace

void add_add_step_command(CLI::App& app, command_line& line) {
  CLI::App* command = app.add_subcommand("add-step", "Save settings as a task of a workflow definition");
  const auto asked = std::make_shared<arguments>();
  command->add_option("workflow", asked->workflow, "Definition to extend; made if it does not exist")
      ->required()
      ->type_name("WORKFLOW");
  command->add_option("settings", asked->settings, "Settings, or - for standard input")
      ->required()
      ->type_name("FILE");
  command->add_option("--ref", asked->reference, "How later steps refer to this one")
      ->required()
      ->type_name("NAME");
  command->add_option("--name", asked->name, "Name of the task, if not the same")->type_name("NAME");
  command->callback([asked, &line] {
    line.chosen = [asked, &line](const console& out) { return add_step(*asked, line.globals, out); };
  });
}

} // namespace http_task::host
