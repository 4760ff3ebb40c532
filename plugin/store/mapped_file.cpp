#include "store/mapped_file.hpp"

#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace http_task::store {

problem file_problem(const std::string& path, std::string_view done, int error) {
  return make_problem("catalog.file", path + " cannot be " + std::string(done) + ": " +
                                          std::system_category().message(error) + ".");
}

result<mapped_file> mapped_file::open(const std::string& path) {
  // Not blocking: a pipe would wait for its writer.
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (fd < 0) return file_problem(path, "opened", errno);
  result<mapped_file> mapped = of_descriptor(fd, path);
  ::close(fd);
  return mapped;
}

result<mapped_file> mapped_file::of_descriptor(int fd, const std::string& path) {
  struct stat status {};
  if (::fstat(fd, &status) != 0) return file_problem(path, "read", errno);
  if (!S_ISREG(status.st_mode)) return file_problem(path, "read", S_ISDIR(status.st_mode) ? EISDIR : EINVAL);
  mapped_file mapped;
  if (status.st_size == 0) return mapped;
  const auto size = static_cast<std::size_t>(status.st_size);
  const void* at = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, fd, 0);
  if (at == MAP_FAILED) return file_problem(path, "read", errno);
  mapped.bytes_ = {static_cast<const char*>(at), size};
  return mapped;
}

mapped_file::mapped_file(mapped_file&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}

mapped_file& mapped_file::operator=(mapped_file&& other) noexcept {
  std::swap(bytes_, other.bytes_);
  return *this;
}

mapped_file::~mapped_file() {
  if (!bytes_.empty()) ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

} // namespace http_task::store
