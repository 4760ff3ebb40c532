// http-task validate: what is wrong with request settings, and where.
#include "cli/command_line.hpp"
#include "cli/plugin.hpp"
#include "cli/settings_input.hpp"
#include "render/problem.hpp"

#include <memory>
#include <string>

namespace http_task::host {
namespace {

// Pointers into the settings become pointers into the file that holds them.
void move_below(json::object& report, std::string_view list, const std::string& prefix) {
  json::value* findings = report.if_contains(list);
  if (findings == nullptr || !findings->is_array()) return;
  for (json::value& item : findings->get_array()) {
    if (json::object* o = item.if_object()) (*o)["pointer"] = prefix + std::string(text_of(*o, "pointer"));
  }
}

std::string render(const json::object& report, std::string_view list, const palette& paint) {
  std::string text;
  const json::array* findings = array_of(report, list);
  for (const json::value& item : findings != nullptr ? *findings : json::array()) {
    if (const json::object* o = item.if_object()) text += render_finding(read_finding(*o), paint, 2);
  }
  return text;
}

std::string render_report(const json::object& report, const std::string& name, const palette& paint) {
  const bool valid = flag_of(report, "valid");
  std::string text = name + ": " + (valid ? paint(ink::green, "valid") : paint(ink::red, "not valid")) + "\n";
  text += render(report, "errors", paint);
  if (const std::string warnings = render(report, "warnings", paint); !warnings.empty())
    text += paint(ink::yellow, "warnings:") + "\n" + warnings;
  return text;
}

exit_status validate(const std::string& file, const global_options& globals, const console& out) {
  const auto settings = read_settings(file);
  if (!settings) return out.fail(settings.error());
  const auto plugin = open_plugin::open(globals, out);
  if (!plugin) return out.fail(plugin.error());
  const auto answer = (*plugin)->catalogue().validate(settings->text);
  if (!answer) return out.fail(answer.error());
  auto report = parse_object(answer->json(), "the answer of the plugin");
  if (!report) return out.fail(report.error());
  move_below(*report, "errors", settings->prefix);
  move_below(*report, "warnings", settings->prefix);
  if (out.json())
    out.json_data(json::value(*report));
  else
    out.data(render_report(*report, settings->name, out.out_palette()));
  return flag_of(*report, "valid") ? exit_status::ok : exit_status::invalid_input;
}

} // namespace

void add_validate_command(CLI::App& app, command_line& line) {
  CLI::App* command = app.add_subcommand("validate", "Check request settings or a Conductor HTTP task");
  const auto file = std::make_shared<std::string>();
  command->add_option("file", *file, "Settings, or - for standard input")->required()->type_name("FILE");
  command->callback([file, &line] {
    line.chosen = [file, &line](const console& out) { return validate(*file, line.globals, out); };
  });
}

} // namespace http_task::host
