// http-task doctor: what this installation is made of, and what is wrong with it.
#include "cli/command_line.hpp"
#include "cli/examination.hpp"
#include "render/installation.hpp"

namespace http_task::host {
namespace {

exit_status examine(const global_options& globals, const console& out) {
  const json::object report = examine_installation(globals, out);
  if (out.json())
    out.json_data(json::value(report));
  else
    out.data(render_installation(report, out.out_palette()));
  return flag_of(report, "ok") ? exit_status::ok : exit_status::invalid_input;
}

} // namespace

void add_doctor_command(CLI::App& app, command_line& line) {
  CLI::App* command = app.add_subcommand("doctor", "Say what this installation is made of and what is wrong");
  command->callback(
      [&line] { line.chosen = [&line](const console& out) { return examine(line.globals, out); }; });
}

} // namespace http_task::host
