// http-task validate: what is wrong with request settings, and where; or with any JSON, by a schema.
#include "cli/command_line.hpp"
#include "cli/plugin.hpp"
#include "cli/settings_input.hpp"
#include "files/read_file.hpp"
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

struct arguments {
  std::string file;
  std::string schema;
  std::string output;
};

exit_status validate_by_schema(const arguments& asked, const global_options& globals, const console& out) {
  const auto schema = read_input(asked.schema);
  if (!schema) return out.fail(schema.error());
  const auto instance = read_input(asked.file);
  if (!instance) return out.fail(instance.error());
  // A mistake in either is told by the name of the file.
  if (const auto read = parse_json(*schema, input_name(asked.schema)); !read) return out.fail(read.error());
  if (const auto read = parse_json(*instance, input_name(asked.file)); !read) return out.fail(read.error());
  const auto plugin = open_plugin::open(globals, out);
  if (!plugin) return out.fail(plugin.error());
  const auto answer = (*plugin)->catalogue().validate(*instance, *schema, asked.output);
  if (!answer) return out.fail(answer.error());
  const auto report = parse_object(answer->json(), "the answer of the plugin");
  if (!report) return out.fail(report.error());
  if (out.json() || !asked.output.empty())
    out.json_data(answer->json());
  else
    out.data(render_report(*report, input_name(asked.file), out.out_palette()));
  return flag_of(*report, "valid") ? exit_status::ok : exit_status::invalid_input;
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
  const auto asked = std::make_shared<arguments>();
  command->add_option("file", asked->file, "Settings, or - for standard input")
      ->required()
      ->type_name("FILE");
  CLI::Option* schema =
      command->add_option("--schema", asked->schema, "Hold any JSON against this JSON Schema instead")
          ->type_name("FILE");
  command
      ->add_option("--output", asked->output,
                   "Print the output of the JSON Schema specification in this form")
      ->check(CLI::IsMember({"flag", "basic", "detailed"}))
      ->needs(schema);
  command->callback([asked, &line] {
    line.chosen = [asked, &line](const console& out) {
      return asked->schema.empty() ? validate(asked->file, line.globals, out)
                                   : validate_by_schema(*asked, line.globals, out);
    };
  });
}

} // namespace http_task::host
