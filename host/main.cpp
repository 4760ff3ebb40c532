// http-task: the command line of HTTP Task (docs/command-line.md).
#include "cli/command_line.hpp"

#include <exception>
#include <iostream>

int main(int argc, char** argv) {
  try {
    return http_task::host::run_command_line(argc, argv);
  } catch (const std::exception& e) {
    std::cerr << "error: a defect of http-task: " << e.what() << '\n';
    return static_cast<int>(http_task::host::exit_status::internal);
  }
}
