// A program that a test runs: a server until the test ends it, or a command that is waited for.
//
// In a process group of its own, which the destructor ends by its number. Its output goes to a file.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <sys/types.h>

namespace http_task::testing {

class child_process {
public:
  // `arguments` begins with the program, which is searched for in PATH.
  child_process(const std::vector<std::string>& arguments, const std::filesystem::path& folder,
                const std::filesystem::path& output);
  ~child_process();
  child_process(const child_process&) = delete;
  child_process& operator=(const child_process&) = delete;

  // The exit status; -1 for one that was ended by a signal or took longer.
  [[nodiscard]] int wait(std::chrono::milliseconds longest);
  [[nodiscard]] bool is_running();

private:
  void reap(int options);

  pid_t pid_;
  bool ended_ = false;
  int status_ = 0;
};

// Whether `name` is a program in PATH or in one of the folders of the system.
[[nodiscard]] std::string find_program(const std::string& name);

// A port of 127.0.0.1 for a server of this process: nobody listens on it, and no other caller of this
// function, in this process or another, gets it as long as this process lives.
[[nodiscard]] std::uint16_t free_port();

// Waits until somebody listens on a port of IPv4, without connecting: for servers that take one client only.
// False when that takes longer.
[[nodiscard]] bool wait_until_listening(std::uint16_t port, std::chrono::milliseconds longest);

} // namespace http_task::testing
