#include "description/folder_files.hpp"

#include "description/display_text.hpp"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace http_task::description {
namespace {

problem failed_with(std::string_view name, int error) {
  const std::string_view why =
      error == EXDEV ? "it leads out of the folder" : std::string_view(std::strerror(error));
  return make_problem("input.path", "The file \"" + single_line(name, 200) +
                                        "\" cannot be read: " + std::string(why) + ".");
}

// Closes at the end of a scope.
struct descriptor {
  explicit descriptor(int n) noexcept : number(n) {}
  descriptor(const descriptor&) = delete;
  descriptor& operator=(const descriptor&) = delete;
  ~descriptor() {
    if (number >= 0) ::close(number);
  }
  int number;
};

} // namespace

folder_files::~folder_files() {
  ::close(folder_);
}

result<std::unique_ptr<folder_files>> folder_files::open(const std::string& folder) {
  const int opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (opened < 0) return failed_with(folder, errno);
  return std::unique_ptr<folder_files>(new folder_files(opened));
}

result<std::string> folder_files::read(std::string_view name, std::size_t most) const {
  const std::string path(name);
  open_how how{};
  how.flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK; // a pipe must not block
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
  const descriptor file(static_cast<int>(::syscall(SYS_openat2, folder_, path.c_str(), &how, sizeof how)));
  if (file.number < 0) return failed_with(name, errno);
  struct stat status {};
  if (::fstat(file.number, &status) != 0) return failed_with(name, errno);
  if (!S_ISREG(status.st_mode))
    return make_problem("input.path", "\"" + single_line(name, 200) + "\" is no regular file.");
  const auto too_large = [&] {
    return make_problem("description.limit", "The file \"" + single_line(name, 200) + "\" has more than " +
                                                 std::to_string(most) + " bytes.");
  };
  if (static_cast<std::size_t>(status.st_size) > most) return too_large();
  std::string text(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t size = 0;
  // One byte more than expected tells that the file grows.
  for (text.resize(text.size() + 1); size < text.size();) {
    const ssize_t got = ::read(file.number, text.data() + size, text.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failed_with(name, errno);
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
    if (size > most) return too_large();
    if (size == text.size()) text.resize(text.size() * 2);
  }
  text.resize(size);
  return text;
}

} // namespace http_task::description
