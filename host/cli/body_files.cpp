#include "cli/body_files.hpp"

#include <cerrno>
#include <cstring>
#include <limits>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace http_task::host {
namespace {

constexpr std::size_t piece_size = std::size_t{64} << 10U;
constexpr int wait_for_pipe = 20; // ms

problem failed_with(const char* type, const std::string& name, int error) {
  return make_problem(type, (name == "-" ? "the standard stream" : name) + ": " + std::strerror(error) + ".");
}

} // namespace

result<std::unique_ptr<body_files>> body_files::open(const wishes& w) {
  if (w.upload.empty() && w.output.empty() && !w.events) return std::unique_ptr<body_files>();
  auto files = std::unique_ptr<body_files>(new body_files(w));
  if (w.upload == "-") files->in_ = STDIN_FILENO;
  if (!w.upload.empty() && w.upload != "-") {
    files->in_ = ::open(w.upload.c_str(), O_RDONLY | O_CLOEXEC);
    if (files->in_ < 0) return failed_with("file.unreadable", w.upload, errno);
    struct stat facts {};
    if (::fstat(files->in_, &facts) == 0 && S_ISREG(facts.st_mode))
      files->size_ = static_cast<std::uint64_t>(facts.st_size);
  }
  if (w.output == "-" || (w.output.empty() && w.events)) files->out_ = STDOUT_FILENO;
  return files;
}

body_files::~body_files() {
  if (in_ > STDIN_FILENO) ::close(in_);
  if (out_ > STDOUT_FILENO) ::close(out_);
  std::error_code ignored;
  if (!temporary_.empty()) std::filesystem::remove(temporary_, ignored);
}

sdk::stream_options body_files::options() const {
  sdk::stream_options o;
  if (in_ >= 0) o.flags |= HTTP_TASK_STREAM_REQUEST;
  if (!wishes_.output.empty() || wishes_.events) o.flags |= HTTP_TASK_STREAM_RESPONSE;
  if (wishes_.events) o.flags |= HTTP_TASK_STREAM_EVENTS;
  o.request_size = size_;
  o.response_limit = std::numeric_limits<std::int64_t>::max(); // nothing of it is held
  return o;
}

bool body_files::uses_standard_output() const noexcept {
  return out_ == STDOUT_FILENO;
}

result<void> body_files::write_out(std::string_view bytes) {
  if (out_ < 0) {
    temporary_ = wishes_.output + "." + std::to_string(::getpid()) + ".part";
    out_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (out_ < 0) {
      temporary_.clear();
      return failed_with("file.unwritable", wishes_.output, errno);
    }
  }
  while (!bytes.empty()) {
    const ssize_t written = ::write(out_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return failed_with("file.unwritable", wishes_.output, errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

result<void> body_files::handle(sdk::instance& tasks, const sdk::event& e) {
  if (e.kind == HTTP_TASK_EVENT_WRITABLE) has_room_ = true;
  if (e.kind == HTTP_TASK_EVENT_ANSWERED) return write_out({}); // an empty body makes a file, too
  if (e.kind != HTTP_TASK_EVENT_READABLE) return {};
  std::vector<std::byte> piece(piece_size);
  while (true) {
    const auto got = tasks.read(e.task, piece);
    if (!got || *got == 0) break;
    if (auto written = write_out({reinterpret_cast<const char*>(piece.data()), *got}); !written)
      return written;
  }
  while (wishes_.events) {
    const auto message = tasks.next_message(e.task);
    if (!message || !*message) break;
    if (auto written = write_out(std::string((*message)->json()) + "\n"); !written) return written;
  }
  return {};
}

result<bool> body_files::give(sdk::instance& tasks, std::uint64_t task) {
  if (in_ < 0 || at_end_ || !has_room_) return false;
  if (begin_ == piece_.size()) {
    pollfd waiting{.fd = in_, .events = POLLIN, .revents = 0};
    if (::poll(&waiting, 1, wait_for_pipe) <= 0) return true;
    piece_.resize(piece_size);
    const ssize_t got = ::read(in_, piece_.data(), piece_.size());
    if (got < 0 && errno != EINTR) return failed_with("file.unreadable", wishes_.upload, errno);
    piece_.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
    begin_ = 0;
    if (got == 0) {
      at_end_ = true;
      (void)tasks.finish(task); // a task that is over needs it no more
      return false;
    }
  }
  const auto taken = tasks.write(task, std::span(piece_).subspan(begin_));
  if (!taken) {
    at_end_ = true;
    return false;
  }
  begin_ += *taken;
  has_room_ = begin_ == piece_.size();
  return has_room_;
}

result<void> body_files::finish(bool complete) {
  if (temporary_.empty() || !complete) return {};
  std::error_code failed;
  std::filesystem::rename(temporary_, wishes_.output, failed);
  if (failed) return failed_with("file.unwritable", wishes_.output, failed.value());
  temporary_.clear();
  return {};
}

} // namespace http_task::host
