#include "serve/kept_body.hpp"

#include "serve/masking.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace http_task::host {
namespace {

problem unwritable(int error) {
  return make_problem("file.unwritable",
                      "The answer cannot be kept: " + std::generic_category().message(error) + ".",
                      "Make room in the folder for temporary files, or name another one with TMPDIR.");
}

descriptor nameless_file() {
  std::error_code error;
  const std::filesystem::path folder = std::filesystem::temp_directory_path(error);
  descriptor file(open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
  if (file) return file;
  std::string name = (folder / "http-task.XXXXXX").string(); // file systems that know no O_TMPFILE
  descriptor named(mkostemp(name.data(), O_CLOEXEC));
  if (named) unlink(name.c_str());
  return named;
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

} // namespace

result<std::shared_ptr<const kept_body>> kept_body::keep(std::string_view bytes,
                                                         const std::vector<std::string>& secrets) {
  const std::shared_ptr<kept_body> kept(new kept_body);
  if (bytes.size() > most_in_memory) {
    kept->file_ = nameless_file();
    if (!kept->file_) return unwritable(errno);
  }
  bool written = true;
  for_each_masked_piece(bytes, secrets, [&](std::string_view piece) {
    kept->size_ += piece.size();
    if (!kept->file_)
      kept->memory_ += piece;
    else
      written = written && write_all(kept->file_.get(), piece);
  });
  if (!written) return unwritable(errno);
  return std::shared_ptr<const kept_body>(kept);
}

std::size_t kept_body::read(std::uint64_t offset, std::span<char> into) const noexcept {
  if (offset >= size_) return 0;
  const std::size_t wanted = static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), size_ - offset));
  if (!file_) {
    std::memcpy(into.data(), memory_.data() + offset, wanted);
    return wanted;
  }
  std::size_t got = 0;
  while (got < wanted) {
    const ssize_t count =
        pread(file_.get(), into.data() + got, wanted - got, static_cast<off_t>(offset + got));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    got += static_cast<std::size_t>(count);
  }
  return got;
}

} // namespace http_task::host
