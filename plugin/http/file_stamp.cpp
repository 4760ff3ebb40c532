#include "http/file_stamp.hpp"

#include <sys/stat.h>

namespace http_task::http {

file_stamp file_stamp::of(const std::string& name) noexcept {
  struct stat found {};
  if (::stat(name.c_str(), &found) != 0) return {};
  // The time of the last change of the inode: a file that is renamed over the old one has its own.
  return {static_cast<std::uint64_t>(found.st_dev), static_cast<std::uint64_t>(found.st_ino), found.st_size,
          found.st_ctim.tv_sec, found.st_ctim.tv_nsec};
}

} // namespace http_task::http
