// Tells whether a file is still the one that was read.
#pragma once

#include <cstdint>
#include <string>

namespace http_task::http {

struct file_stamp {
  // All zero if there is no such file.
  [[nodiscard]] static file_stamp of(const std::string& name) noexcept;

  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::int64_t size = 0;
  std::int64_t seconds = 0; // of its last change
  std::int64_t nanoseconds = 0;

  [[nodiscard]] bool operator==(const file_stamp&) const = default;
};

} // namespace http_task::http
