#include "files/child_process.hpp"

#include "files/descriptor.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace http_task::host {
namespace {

constexpr int between_questions = 100;              // ms
constexpr std::size_t most_of_its_words = 4 * 1024; // the end says why

class file_actions {
public:
  file_actions() { posix_spawn_file_actions_init(&actions_); }
  ~file_actions() { posix_spawn_file_actions_destroy(&actions_); }
  file_actions(const file_actions&) = delete;
  file_actions& operator=(const file_actions&) = delete;
  [[nodiscard]] posix_spawn_file_actions_t* get() noexcept { return &actions_; }

private:
  posix_spawn_file_actions_t actions_ = {};
};

problem not_started(const std::string& program, int error) {
  if (error == ENOENT)
    return make_problem("program.not_found", program + " is not installed, or not in PATH.",
                        "Install " + program + "; http-task runs it for this.");
  return make_problem("program.failed",
                      program + " cannot be started: " + std::generic_category().message(error) + ".");
}

int wait_for(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

// Appends what is there; false at the end of the stream.
bool read_some(int fd, std::string& words) {
  std::array<char, 4096> buffer;
  const ssize_t count = read(fd, buffer.data(), buffer.size());
  if (count < 0) return errno == EINTR || errno == EAGAIN;
  words.append(buffer.data(), static_cast<std::size_t>(count));
  if (words.size() > 2 * most_of_its_words) words.erase(0, words.size() - most_of_its_words);
  return count > 0;
}

} // namespace

result<void> run_program(const std::vector<std::string>& arguments, const std::function<bool()>& cancelled) {
  const std::string& program = arguments.front();
  std::array<int, 2> ends = {};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return not_started(program, errno);
  const descriptor from_it(ends[0]);
  descriptor to_us(ends[1]);

  file_actions actions;
  posix_spawn_file_actions_addopen(actions.get(), STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(actions.get(), STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(actions.get(), to_us.get(), STDERR_FILENO);
  std::vector<std::string> copies = arguments; // posix_spawn wants them writable
  std::vector<char*> pointers;
  for (std::string& argument : copies)
    pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  pid_t child = 0;
  if (const int error =
          posix_spawnp(&child, program.c_str(), actions.get(), nullptr, pointers.data(), environ);
      error != 0)
    return not_started(program, error);
  to_us.reset();

  std::string words;
  bool asked_to_end = false;
  for (bool open = true; open;) {
    pollfd waiting{.fd = from_it.get(), .events = POLLIN, .revents = 0};
    const int ready = poll(&waiting, 1, between_questions);
    if (!asked_to_end && cancelled()) {
      asked_to_end = true;
      kill(child, SIGTERM);
    }
    if (ready > 0) open = read_some(from_it.get(), words);
  }
  const int status = wait_for(child);
  if (asked_to_end) return make_problem("cancel.requested", program + " was interrupted.");
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
  if (WIFEXITED(status) && WEXITSTATUS(status) == 127 && words.empty()) return not_started(program, ENOENT);
  while (words.ends_with('\n'))
    words.pop_back();
  return make_problem("program.failed", program + " failed" + (words.empty() ? "." : ":\n" + words));
}

} // namespace http_task::host
