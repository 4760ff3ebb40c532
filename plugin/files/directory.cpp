#include "files/directory.hpp"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <utility>

namespace http_task::files {
namespace {

problem bad_path(std::string detail) {
  problem p = make_problem("input.path", std::move(detail));
  p.advice = "Name a file below the directory that the options of the instance open (files.directory).";
  return p;
}

problem failed_with(std::string_view what, int error) {
  return bad_path(std::string(what) + ": " + std::strerror(error) + ".");
}

// The kernel refuses to leave `base`. -1 and errno as open(2).
int open_beneath(int base, const std::string& path, std::uint64_t flags, std::uint64_t mode,
                 std::uint64_t further) {
  open_how how{};
  how.flags = flags | O_CLOEXEC;
  how.mode = mode;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS | further;
  return static_cast<int>(::syscall(SYS_openat2, base, path.c_str(), &how, sizeof how));
}

result<void> check_text(std::string_view path) {
  if (path.empty()) return bad_path("Expected the path of a file, found nothing.");
  if (path.find('\0') != std::string_view::npos) return bad_path("The path of the file holds a NUL.");
  if (path.front() == '/') return bad_path("The path of the file is absolute.");
  if (path.back() == '/') return bad_path("The path names a folder, not a file.");
  return {};
}

} // namespace

class directory::descriptor {
public:
  explicit descriptor(int number) noexcept : number_(number) {}
  ~descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  descriptor(descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  descriptor& operator=(descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }

  [[nodiscard]] int get() const noexcept { return number_; }
  [[nodiscard]] bool is_open() const noexcept { return number_ >= 0; }

private:
  int number_;
};

class directory::source final : public message::body_source {
public:
  source(descriptor file, std::uint64_t size) : file_(std::move(file)), size_(size) {}

  [[nodiscard]] std::optional<std::uint64_t> size() const override { return size_; }

  [[nodiscard]] result<std::size_t> read(std::span<char> into) override {
    ssize_t got = 0;
    do
      got = ::read(file_.get(), into.data(), into.size());
    while (got < 0 && errno == EINTR);
    if (got < 0) return failed_with("The file of the body cannot be read", errno);
    return static_cast<std::size_t>(got);
  }

  [[nodiscard]] result<void> rewind() override {
    if (::lseek(file_.get(), 0, SEEK_SET) < 0)
      return failed_with("The file of the body cannot be read again", errno);
    return {};
  }

private:
  descriptor file_;
  std::uint64_t size_;
};

class directory::sink final : public message::body_sink {
public:
  sink(descriptor folder, descriptor file, std::string temporary, std::string name)
      : folder_(std::move(folder)), file_(std::move(file)), temporary_(std::move(temporary)),
        name_(std::move(name)) {}
  ~sink() override {
    if (!finished_) ::unlinkat(folder_.get(), temporary_.c_str(), 0);
  }
  sink(const sink&) = delete;
  sink& operator=(const sink&) = delete;

  [[nodiscard]] result<void> write(std::string_view piece) override {
    while (!piece.empty()) {
      const ssize_t written = ::write(file_.get(), piece.data(), piece.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return failed_with("The body cannot be written to its file", errno);
      piece.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
  }

  [[nodiscard]] result<void> finish() override {
    if (::renameat(folder_.get(), temporary_.c_str(), folder_.get(), name_.c_str()) != 0)
      return failed_with("The file of the body cannot be given its name", errno);
    finished_ = true;
    return {};
  }

private:
  descriptor folder_;
  descriptor file_;
  std::string temporary_;
  std::string name_;
  bool finished_ = false;
};

result<directory> directory::open(const std::string& path) {
  descriptor root(::open(path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!root.is_open())
    return in_source(
        make_problem("options.invalid",
                     "The directory \"" + path + "\" cannot be opened: " + std::strerror(errno) + ".",
                     "/files/directory"),
        "options");
  return directory(std::make_shared<const descriptor>(std::move(root)));
}

result<std::shared_ptr<message::body_source>> directory::read(std::string_view path) const {
  if (const result<void> checked = check_text(path); !checked) return checked.error();
  // Not blocking: opening a pipe waits for its other end.
  descriptor file(open_beneath(root_->get(), std::string(path), O_RDONLY | O_NONBLOCK, 0, 0));
  if (!file.is_open())
    return errno == EXDEV ? bad_path("The path of the file leads out of its directory.")
                          : failed_with("The file of the body cannot be opened", errno);
  struct stat facts {};
  if (::fstat(file.get(), &facts) != 0) return failed_with("The file of the body cannot be looked at", errno);
  if (!S_ISREG(facts.st_mode)) return bad_path("The path names no regular file.");
  return std::shared_ptr<message::body_source>(
      std::make_shared<source>(std::move(file), static_cast<std::uint64_t>(facts.st_size)));
}

result<std::unique_ptr<message::body_sink>> directory::write(std::string_view path) const {
  if (const result<void> checked = check_text(path); !checked) return checked.error();
  descriptor folder(::fcntl(root_->get(), F_DUPFD_CLOEXEC, 0));
  for (std::size_t slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/')) {
    const std::string part(path.substr(0, slash));
    path.remove_prefix(slash + 1);
    if (part.empty() || part == ".") continue;
    if (part == "..") return bad_path("The path of the file leads out of its directory.");
    if (::mkdirat(folder.get(), part.c_str(), 0777) != 0 && errno != EEXIST)
      return failed_with("The folder of the file cannot be made", errno);
    descriptor next(open_beneath(folder.get(), part, O_PATH | O_DIRECTORY, 0, RESOLVE_NO_SYMLINKS));
    if (!next.is_open()) return failed_with("The folder of the file cannot be opened", errno);
    folder = std::move(next);
  }
  const std::string name(path);
  if (name == "." || name == "..") return bad_path("The path names a folder, not a file.");
  struct stat facts {};
  if (::fstatat(folder.get(), name.c_str(), &facts, AT_SYMLINK_NOFOLLOW) == 0 && !S_ISREG(facts.st_mode))
    return bad_path("The path names something that is no regular file and is not replaced.");

  static std::atomic<std::uint64_t> count{0};
  const std::string temporary =
      "." + name.substr(0, 100) + "." + std::to_string(::getpid()) + "." + std::to_string(++count) + ".part";
  descriptor file(open_beneath(folder.get(), temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0666, 0));
  if (!file.is_open()) return failed_with("The file for the body cannot be made", errno);
  return std::unique_ptr<message::body_sink>(
      std::make_unique<sink>(std::move(folder), std::move(file), temporary, name));
}

} // namespace http_task::files
