#include "cli/console.hpp"

#include "document/layout.hpp"
#include "render/problem.hpp"

#include <algorithm>
#include <cstdlib>
#include <iostream>

#include <sys/ioctl.h>
#include <unistd.h>

namespace http_task::host {
namespace {

// https://no-color.org: set and not empty.
bool wants_colours(const std::string& choice, int fd) {
  if (choice != "auto") return choice == "always";
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  return isatty(fd) == 1 && (no_color == nullptr || *no_color == '\0') && terminal != nullptr &&
         std::string_view(terminal) != "dumb";
}

std::size_t columns_of(int fd) {
  winsize size = {};
  if (ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 100;
  return std::clamp<std::size_t>(size.ws_col, 40, 120);
}

} // namespace

console::console(const global_options& globals)
    : json_(globals.json), err_is_terminal_(isatty(STDERR_FILENO) == 1),
      out_is_terminal_(isatty(STDOUT_FILENO) == 1), out_palette_(wants_colours(globals.color, STDOUT_FILENO)),
      err_palette_(wants_colours(globals.color, STDERR_FILENO)), width_(columns_of(STDOUT_FILENO)) {}

void console::data(std::string_view text) const {
  std::cout << text;
}

void console::json_data(std::string_view json_text) const {
  std::cout << indent_json(json_text) << '\n';
}

void console::talk(std::string_view line) const {
  std::cerr << line << '\n';
}

void console::warn(std::string_view line) const {
  std::cerr << err_palette_(ink::yellow, "warning: ") << line << '\n';
}

void console::progress(std::string_view line) const {
  if (err_is_terminal_) std::cerr << "\r\x1b[K" << line << std::flush;
}

exit_status console::fail(const problem& p) const {
  std::cerr << render_problem(p, err_palette_, width_);
  if (json_) json_data(to_json(p));
  return exit_status_of(p.type);
}

} // namespace http_task::host
