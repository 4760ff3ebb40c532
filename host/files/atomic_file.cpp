#include "files/atomic_file.hpp"

#include <cerrno>
#include <cstdio>
#include <optional>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace http_task::host {
namespace {

namespace fs = std::filesystem;

problem unwritable(const fs::path& file, int error) {
  return make_problem("file.unwritable",
                      file.string() + " cannot be written: " + std::generic_category().message(error) + ".");
}

problem exists_already(const fs::path& file) {
  return make_problem("file.exists", file.string() + " exists already and was not touched.",
                      "Give --force to replace it, or name another file.");
}

// Where a chain of symbolic links ends, also when nothing is there yet.
fs::path real_target(fs::path file) {
  constexpr int most_links = 40; // as the kernel
  for (int i = 0; i < most_links; ++i) {
    std::error_code error;
    const fs::path target = fs::read_symlink(file, error);
    if (error) break;
    file = target.is_absolute() ? target : file.parent_path() / target;
  }
  return file;
}

fs::path folder_of(const fs::path& file) {
  const fs::path folder = file.parent_path();
  return folder.empty() ? fs::path(".") : folder;
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = write(fd, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

// A file beside the target under a name of its own; removed unless it was moved into place.
class temporary_file {
public:
  explicit temporary_file(const fs::path& target)
      : path_(folder_of(target) / ("." + target.filename().string() + ".XXXXXX")),
        fd_(mkostemp(path_.data(), O_CLOEXEC)) {}
  ~temporary_file() {
    if (fd_ && !placed_) unlink(path_.c_str());
  }
  temporary_file(const temporary_file&) = delete;
  temporary_file& operator=(const temporary_file&) = delete;

  [[nodiscard]] int fd() const noexcept { return fd_.get(); }
  explicit operator bool() const noexcept { return static_cast<bool>(fd_); }

  // 0 or errno.
  int move_to(const fs::path& target, existing if_exists) {
    // link() refuses an existing name, which rename() does not.
    const int failed = if_exists == existing::refuse ? link(path_.c_str(), target.c_str())
                                                     : std::rename(path_.c_str(), target.c_str());
    if (failed != 0) return errno;
    placed_ = if_exists == existing::replace;
    return 0;
  }

private:
  std::string path_;
  descriptor fd_;
  bool placed_ = false;
};

mode_t mode_of_new_files() {
  const mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

} // namespace

result<void> write_file(const fs::path& file, std::string_view bytes, existing if_exists) {
  const fs::path target = real_target(file);
  struct stat about = {};
  const bool replaces = stat(target.c_str(), &about) == 0;
  if (replaces && if_exists == existing::refuse) return exists_already(file);
  if (replaces && !S_ISREG(about.st_mode))
    return make_problem("file.unwritable", file.string() + " is not a regular file.");

  temporary_file temporary(target);
  if (!temporary) return unwritable(file, errno);
  if (replaces && fchown(temporary.fd(), about.st_uid, about.st_gid) != 0) {
    // Only root may give files away; the content counts more than the owner.
  }
  const mode_t mode = replaces ? about.st_mode & 07777U : mode_of_new_files();
  if (fchmod(temporary.fd(), mode) != 0 || !write_all(temporary.fd(), bytes) || fsync(temporary.fd()) != 0)
    return unwritable(file, errno);
  if (const int error = temporary.move_to(target, if_exists); error != 0)
    return error == EEXIST ? exists_already(file) : unwritable(file, error);

  const descriptor folder(open(folder_of(target).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder)
    fsync(folder.get()); // the rename outlives a power cut; where a folder cannot be synced there is no more
                         // to do
  return {};
}

result<folder_lock> folder_lock::take(const fs::path& file, const std::function<void()>& waiting) {
  const fs::path folder = folder_of(real_target(file));
  descriptor fd(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd) return unwritable(file, errno);
  int failed = flock(fd.get(), LOCK_EX | LOCK_NB);
  if (failed == 0) return folder_lock(std::move(fd));
  if (errno == EWOULDBLOCK && waiting) waiting();
  do
    failed = flock(fd.get(), LOCK_EX);
  while (failed != 0 && errno == EINTR);
  if (failed != 0) return unwritable(file, errno);
  return folder_lock(std::move(fd));
}

} // namespace http_task::host
