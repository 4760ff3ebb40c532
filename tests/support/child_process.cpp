#include "child_process.hpp"

#include <atomic>
#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <thread>

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

namespace http_task::testing {
namespace {

constexpr std::chrono::milliseconds between_looks{10};

// Keeps a port for this process as long as it lives, against other test programs of this machine: a socket
// with a name of its own in the abstract namespace (unix(7)), which disappears with the process however that
// ends.
bool reserve(std::uint16_t port) {
  const std::string name = "http_task test port " + std::to_string(port);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path + 1, name.data(), name.size());
  const int s = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (s < 0) return false;
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
  if (::bind(s, reinterpret_cast<const sockaddr*>(&address), size) == 0) return true; // open on purpose
  ::close(s);
  return false;
}

bool is_bindable(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  const int s = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (s < 0) return false;
  const bool bound = ::bind(s, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
  ::close(s);
  return bound;
}

} // namespace

child_process::child_process(const std::vector<std::string>& arguments, const std::filesystem::path& folder,
                             const std::filesystem::path& output) {
  std::vector<char*> argv;
  for (const std::string& argument : arguments)
    argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  pid_ = ::fork();
  if (pid_ < 0) throw std::runtime_error("fork");
  if (pid_ > 0) {
    ::setpgid(pid_, pid_);
    return;
  }
  // Between fork and exec in a program with threads: calls that are safe in a signal handler only.
  ::setpgid(0, 0);
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  const int nothing = ::open("/dev/null", O_RDONLY);
  const int file = ::open(output.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  ::dup2(nothing, 0);
  ::dup2(file, 1);
  ::dup2(file, 2);
  for (int other = 3; other < 256; ++other)
    ::close(other);
  if (::chdir(folder.c_str()) == 0) ::execvp(argv[0], argv.data());
  ::_exit(127);
}

child_process::~child_process() {
  if (ended_) return;
  ::kill(-pid_, SIGKILL);
  reap(0);
}

void child_process::reap(int options) {
  if (ended_ || ::waitpid(pid_, &status_, options) != pid_) return;
  ended_ = true;
}

bool child_process::is_running() {
  reap(WNOHANG);
  return !ended_;
}

int child_process::wait(std::chrono::milliseconds longest) {
  const auto end = std::chrono::steady_clock::now() + longest;
  while (is_running() && std::chrono::steady_clock::now() < end)
    std::this_thread::sleep_for(between_looks);
  return ended_ && WIFEXITED(status_) ? WEXITSTATUS(status_) : -1;
}

std::string find_program(const std::string& name) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(std::string(path != nullptr ? path : "") + ":/usr/sbin:/sbin");
  for (std::string folder; std::getline(folders, folder, ':');)
    if (const std::string file = folder + "/" + name; ::access(file.c_str(), X_OK) == 0) return file;
  return {};
}

std::uint16_t free_port() {
  // Below the range that the system gives to clients (ip_local_port_range), so that no connection takes it.
  constexpr unsigned first = 12000;
  constexpr unsigned count = 20000;
  static std::atomic<unsigned> next{static_cast<unsigned>(::getpid()) * 61U};
  for (unsigned tries = 0; tries < count; ++tries) {
    const auto port = static_cast<std::uint16_t>(first + next++ % count);
    if (reserve(port) && is_bindable(port)) return port;
  }
  throw std::runtime_error("There is no free port.");
}

bool wait_until_listening(std::uint16_t port, std::chrono::milliseconds longest) {
  constexpr std::string_view listening = "0A";
  const auto end = std::chrono::steady_clock::now() + longest;
  do {
    std::ifstream table("/proc/net/tcp"); // proc(5): sl, local_address, rem_address, st
    for (std::string line; std::getline(table, line);) {
      std::istringstream columns(line);
      std::string number;
      std::string local;
      std::string remote;
      std::string state;
      columns >> number >> local >> remote >> state;
      const std::size_t colon = local.find(':');
      if (state == listening && colon != std::string::npos &&
          std::stoul(local.substr(colon + 1), nullptr, 16) == port)
        return true;
    }
    std::this_thread::sleep_for(between_looks);
  } while (std::chrono::steady_clock::now() < end);
  return false;
}

} // namespace http_task::testing
