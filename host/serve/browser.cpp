#include "serve/browser.hpp"

#include "files/descriptor.hpp"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <system_error>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace http_task::host {
namespace {

constexpr std::string_view suffix = ".html";

bool is_set(const char* name) noexcept {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

// A folder of the user alone where there is one: browsers in a container of their own see no /tmp.
std::filesystem::path folder() {
  std::error_code error;
  if (is_set("XDG_RUNTIME_DIR")) return std::getenv("XDG_RUNTIME_DIR");
  return std::filesystem::temp_directory_path(error);
}

} // namespace

bool has_desktop() noexcept {
  return is_set("DISPLAY") || is_set("WAYLAND_DISPLAY");
}

result<void> browser::open(const std::string& url) {
  std::string name = (folder() / ("http-task-XXXXXX" + std::string(suffix))).string();
  const descriptor file(mkostemps(name.data(), static_cast<int>(suffix.size()), O_CLOEXEC)); // mode 0600
  if (!file)
    return make_problem("file.unwritable", name + ": " + std::generic_category().message(errno) + ".");
  file_ = name;
  const std::string text = "<!doctype html><meta name=referrer content=no-referrer>"
                           "<meta http-equiv=refresh content=\"0;url=" +
                           url + "\">\n";
  if (write(file.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size()))
    return make_problem("file.unwritable", name + " cannot be written.");

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    posix_spawn_file_actions_addopen(&actions, fd, "/dev/null", O_RDWR, 0);
  std::string program = "xdg-open";
  const std::array<char*, 3> arguments{program.data(), name.data(), nullptr};
  const int failed = posix_spawnp(&process_, program.c_str(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed == 0) return {};
  process_ = -1;
  return make_problem("serve.no_browser",
                      "xdg-open cannot be started: " + std::generic_category().message(failed) + ".",
                      "Open the address yourself.");
}

browser::~browser() {
  std::error_code ignored;
  if (!file_.empty()) std::filesystem::remove(file_, ignored);
  if (process_ > 0) waitpid(process_, nullptr, WNOHANG);
}

} // namespace http_task::host
