#include "cli/command_line.hpp"

#include "http_task/abi.h"

#include <iostream>

namespace http_task::host {
namespace {

constexpr const char* footer =
    "Exit status: 0 ok, 2 usage, 3 invalid input, 4 not found or ambiguous, 5 status not accepted,\n"
    "6 network or TLS, 7 timeout, 9 refused by policy, 130 interrupted.\n"
    "Begin with: http-task search create call subscription";

std::string version_line() {
  return "http-task " HTTP_TASK_HOST_VERSION " (ABI " + std::to_string(HTTP_TASK_ABI_MAJOR) + "." +
         std::to_string(HTTP_TASK_ABI_MINOR) + ")";
}

void add_global_options(CLI::App& app, global_options& globals) {
  app.add_flag("--json", globals.json, "Write the answer as JSON");
  app.add_option("--options", globals.options_file,
                 "Instance options: egress policy, limits, trust, addresses")
      ->type_name("FILE");
  app.add_option("--files", globals.files, "Directory of bodyFile and outputFile, which may not leave it")
      ->type_name("DIR");
  app.add_option("--allow", globals.allow, "Allow requests to this host or block although it is private")
      ->type_name("HOST|CIDR")
      ->allow_extra_args(false);
  app.add_option("--secret", globals.secrets,
                 "Value of ${secrets.NAME}, from a file or an environment variable")
      ->type_name("NAME=@FILE|NAME=env:VAR")
      ->allow_extra_args(false);
  app.add_option("--plugin-path", globals.plugin_folders, "Look for the plugin in this folder first")
      ->type_name("DIR")
      ->allow_extra_args(false);
  app.add_option("--color", globals.color, "Colours: auto, always, never; NO_COLOR is honoured")
      ->type_name("WHEN")
      ->check(CLI::IsMember({"auto", "always", "never"}));
}

void add_commands(CLI::App& app, command_line& line) {
  add_search_command(app, line);
  add_describe_command(app, line);
  add_prefill_command(app, line);
  add_import_command(app, line);
  add_validate_command(app, line);
  add_test_command(app, line);
  add_add_step_command(app, line);
  add_run_command(app, line);
  add_catalog_command(app, line);
  add_sandbox_command(app, line);
  add_serve_command(app, line);
  add_doctor_command(app, line);
  add_completion_command(app, line);
}

// What was written must have arrived: a full disk is no success.
exit_status flushed(exit_status status) {
  std::cout.flush();
  if (std::cout) return status;
  std::cerr << "error: standard output cannot be written.\n";
  return status == exit_status::ok ? exit_status::internal : status;
}

} // namespace

int run_command_line(int argc, const char* const* argv) {
  CLI::App app("HTTP Task: any web API as a step of a workflow.", "http-task");
  command_line line;
  app.footer(footer);
  app.require_subcommand(1);
  app.fallthrough();
  app.set_version_flag("--version", version_line());
  add_global_options(app, line.globals);
  add_commands(app, line);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    const bool asked_for = e.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success);
    app.exit(e);
    return static_cast<int>(flushed(asked_for ? exit_status::ok : exit_status::usage));
  }
  const console out(line.globals);
  return static_cast<int>(flushed(line.chosen(out)));
}

} // namespace http_task::host
