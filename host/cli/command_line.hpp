// The command line as a whole: what was asked for, and the commands that do it.
//
// Each add_*_command declares a command with its options (in the file of the command) and notes, when it was
// chosen, what is to be done; nothing is done while the arguments are read.
#pragma once

#include "cli/console.hpp"
#include "cli/exit_status.hpp"
#include "cli/global_options.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <functional>

namespace http_task::host {

struct command_line {
  global_options globals;
  std::function<exit_status(const console&)> chosen;
};

void add_search_command(CLI::App& app, command_line& line);
void add_describe_command(CLI::App& app, command_line& line);
void add_prefill_command(CLI::App& app, command_line& line);
void add_import_command(CLI::App& app, command_line& line);
void add_validate_command(CLI::App& app, command_line& line);
void add_test_command(CLI::App& app, command_line& line);
void add_add_step_command(CLI::App& app, command_line& line);
void add_run_command(CLI::App& app, command_line& line);
void add_catalog_command(CLI::App& app, command_line& line);
void add_sandbox_command(CLI::App& app, command_line& line);
void add_serve_command(CLI::App& app, command_line& line);
void add_doctor_command(CLI::App& app, command_line& line);
void add_completion_command(CLI::App& app, command_line& line);

// Reads the arguments, does what they say, and gives the status to exit with.
[[nodiscard]] int run_command_line(int argc, const char* const* argv);

} // namespace http_task::host
