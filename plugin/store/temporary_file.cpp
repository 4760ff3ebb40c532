#include "store/temporary_file.hpp"

#include <cerrno>
#include <cstdio>
#include <random>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace http_task::store {
namespace {

std::string folder_of(const std::string& place) {
  const std::size_t slash = place.rfind('/');
  return slash == std::string::npos ? "." : place.substr(0, slash + 1);
}

// What a rename changed is on the disk when the folder is.
result<void> sync_folder_of(const std::string& place) {
  const std::string folder = folder_of(place);
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return file_problem(folder, "opened", errno);
  // Some file systems do not sync folders; the file is in its place all the same.
  static_cast<void>(::fsync(fd));
  ::close(fd);
  return {};
}

// Tries names until one is free: attempt(name) answers 0 or an errno.
template<class Attempt>
result<std::string> with_free_name(const std::string& place, Attempt&& attempt) {
  std::random_device random;
  int error = EEXIST;
  for (int i = 0; i < 100 && error == EEXIST; ++i) {
    std::string name = place + "." + std::to_string(random()) + ".part";
    error = attempt(name);
    if (error == 0) return name;
  }
  return file_problem(place, "written", error);
}

// How linkat(2) is told of a file without a name.
std::string name_of_descriptor(int fd) {
  return "/proc/self/fd/" + std::to_string(fd);
}

} // namespace

result<temporary_file> temporary_file::create(std::string place) {
  temporary_file made;
  made.place_ = std::move(place);
  result<void> opened = made.open_unnamed();
  if (!opened) opened = made.open_named();
  if (!opened) return opened.error();
  return made;
}

result<void> temporary_file::open_unnamed() {
  const int fd = ::open(folder_of(place_).c_str(), O_RDWR | O_TMPFILE | O_CLOEXEC, 0666);
  if (fd < 0) return file_problem(place_, "written", errno);
  if (::access(name_of_descriptor(fd).c_str(), F_OK) != 0) {
    const int error = errno; // no /proc: it could never be given a name
    ::close(fd);
    return file_problem(place_, "written", error);
  }
  fd_ = fd;
  return {};
}

result<void> temporary_file::open_named() {
  result<std::string> name = with_free_name(place_, [this](const std::string& path) {
    fd_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    return fd_ < 0 ? errno : 0;
  });
  if (!name) return name.error();
  path_ = std::move(*name);
  return {};
}

result<void> temporary_file::give_name() {
  const std::string unnamed = name_of_descriptor(fd_);
  result<std::string> name = with_free_name(place_, [&](const std::string& path) {
    return ::linkat(AT_FDCWD, unnamed.c_str(), AT_FDCWD, path.c_str(), AT_SYMLINK_FOLLOW) == 0 ? 0 : errno;
  });
  if (!name) return name.error();
  path_ = std::move(*name);
  return {};
}

result<mapped_file> temporary_file::map() const {
  return mapped_file::of_descriptor(fd_, place_);
}

temporary_file::temporary_file(temporary_file&& other) noexcept {
  *this = std::move(other);
}

temporary_file& temporary_file::operator=(temporary_file&& other) noexcept {
  std::swap(place_, other.place_);
  std::swap(path_, other.path_);
  std::swap(fd_, other.fd_);
  std::swap(size_, other.size_);
  return *this;
}

temporary_file::~temporary_file() {
  if (!path_.empty()) ::unlink(path_.c_str());
  if (fd_ >= 0) ::close(fd_);
}

result<void> temporary_file::write_at(std::uint64_t offset, std::string_view bytes) {
  while (!bytes.empty()) {
    const ::ssize_t written = ::pwrite(fd_, bytes.data(), bytes.size(), static_cast<::off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return file_problem(place_, "written", written < 0 ? errno : ENOSPC);
    offset += static_cast<std::uint64_t>(written);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

result<void> temporary_file::append(std::string_view bytes) {
  if (result<void> written = write_at(size_, bytes); !written) return written;
  size_ += bytes.size();
  return {};
}

result<void> temporary_file::overwrite(std::uint64_t offset, std::string_view bytes) {
  return write_at(offset, bytes);
}

result<void> temporary_file::commit() {
  if (::fsync(fd_) != 0) return file_problem(place_, "written", errno);
  if (path_.empty())
    if (result<void> named = give_name(); !named) return named;
  if (std::rename(path_.c_str(), place_.c_str()) != 0) return file_problem(place_, "written", errno);
  path_.clear();
  return sync_folder_of(place_);
}

} // namespace http_task::store
