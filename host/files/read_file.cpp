#include "files/read_file.hpp"

#include "files/descriptor.hpp"

#include <array>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace http_task::host {
namespace {

problem unreadable(const std::string& name, int error) {
  if (error == ENOENT || error == ENOTDIR)
    return make_problem("file.not_found", name + " does not exist.", "Check the path.");
  return make_problem("file.unreadable",
                      name + " cannot be read: " + std::generic_category().message(error) + ".");
}

problem too_large(const std::string& name, std::uint64_t limit) {
  return make_problem("input.limit", name + " is larger than the " + std::to_string(limit >> 20U) +
                                         " MiB that are read at most.");
}

result<std::string> read_all(int fd, const std::string& name, std::uint64_t limit) {
  struct stat about = {};
  if (fstat(fd, &about) != 0) return unreadable(name, errno);
  if (S_ISDIR(about.st_mode)) return unreadable(name, EISDIR);
  if (S_ISREG(about.st_mode) && static_cast<std::uint64_t>(about.st_size) > limit)
    return too_large(name, limit);
  std::string bytes;
  std::array<char, 65536> buffer;
  for (;;) {
    const ssize_t count = read(fd, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return unreadable(name, errno);
    if (count == 0) return bytes;
    bytes.append(buffer.data(), static_cast<std::size_t>(count));
    if (bytes.size() > limit) return too_large(name, limit);
  }
}

} // namespace

result<std::string> read_file(const std::filesystem::path& file, std::uint64_t limit) {
  const descriptor fd(open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd) return unreadable(file.string(), errno);
  return read_all(fd.get(), file.string(), limit);
}

result<std::string> read_input(const std::string& file_or_dash, std::uint64_t limit) {
  if (file_or_dash == "-") return read_all(STDIN_FILENO, input_name(file_or_dash), limit);
  return read_file(file_or_dash, limit);
}

std::string input_name(const std::string& file_or_dash) {
  return file_or_dash == "-" ? "standard input" : file_or_dash;
}

} // namespace http_task::host
