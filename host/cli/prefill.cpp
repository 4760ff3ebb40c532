// http-task prefill: request settings for an endpoint.
#include "cli/command_line.hpp"
#include "cli/plugin.hpp"
#include "cli/settings_input.hpp"
#include "document/layout.hpp"
#include "files/atomic_file.hpp"
#include "render/problem.hpp"

#include <memory>
#include <string>
#include <vector>

namespace http_task::host {
namespace {

struct arguments {
  std::string endpoint;
  std::string output;
  std::string example;
  bool force = false;
  std::vector<std::string> assignments;
};

// Nothing is invented, so required values without a default are a person's to give.
void say_what_is_missing(const settings_input& settings, catalogue& endpoints, const console& out) {
  const auto valid = check(settings, endpoints);
  if (valid || valid.error().findings.empty()) return;
  std::string text = "Still to be filled in:\n";
  for (const finding& f : valid.error().findings)
    text += render_finding(f, out.err_palette(), 2);
  text.pop_back(); // talk ends the line
  out.talk(text);
}

exit_status prefill(const arguments& asked, const global_options& globals, const console& out) {
  const auto plugin = open_plugin::open(globals, out);
  if (!plugin) return out.fail(plugin.error());
  const auto answer = (*plugin)->catalogue().prefill(asked.endpoint, false, asked.example);
  if (!answer) return out.fail(answer.error());
  auto value = parse_json(answer->json(), "the answer of the plugin");
  if (!value) return out.fail(value.error());
  settings_input settings{std::string(answer->json()), *std::move(value), asked.endpoint, {}};
  if (const auto applied = apply(asked.assignments, settings); !applied) return out.fail(applied.error());
  if (asked.output.empty() || asked.output == "-") {
    out.json_data(settings.text);
    say_what_is_missing(settings, (*plugin)->catalogue(), out);
    return exit_status::ok;
  }
  const auto written = write_file(asked.output, indent_json(settings.text) + "\n",
                                  asked.force ? existing::replace : existing::refuse);
  if (!written) return out.fail(written.error());
  out.talk("Settings written to " + asked.output + ". Try them: http-task test " + asked.output +
           " --sandbox");
  say_what_is_missing(settings, (*plugin)->catalogue(), out);
  return exit_status::ok;
}

} // namespace

void add_prefill_command(CLI::App& app, command_line& line) {
  CLI::App* command = app.add_subcommand("prefill", "Make request settings for an endpoint");
  const auto asked = std::make_shared<arguments>();
  command->add_option("id", asked->endpoint, "Endpoint id")->required();
  command->add_option("-o,--output", asked->output, "Write to this file instead of standard output")
      ->type_name("FILE");
  command
      ->add_option("--example", asked->example, "Start from the documented body of this name (see describe)")
      ->type_name("NAME");
  command->add_flag("--force", asked->force, "Replace the file if it exists");
  command->add_option("--set", asked->assignments, "Set a value, e.g. /body/target_type=room")
      ->type_name("POINTER=JSON")
      ->allow_extra_args(false);
  command->callback([asked, &line] {
    line.chosen = [asked, &line](const console& out) { return prefill(*asked, line.globals, out); };
  });
}

} // namespace http_task::host
