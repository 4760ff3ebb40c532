// A file of the system, mapped to be read.
//
// The bytes stay valid when the file is replaced or removed. Whoever cuts it off while it is mapped ends the
// process (SIGBUS), as with every mapped file: catalogue files are replaced as a whole, never written in
// place.
#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace http_task::store {

class mapped_file {
public:
  // Fails with "catalog.file" for what cannot be opened, and for what is no regular file.
  [[nodiscard]] static result<mapped_file> open(const std::string& path);
  // Of an open file, which stays open; `path` is for messages.
  [[nodiscard]] static result<mapped_file> of_descriptor(int fd, const std::string& path);
  mapped_file(mapped_file&& other) noexcept;
  mapped_file& operator=(mapped_file&& other) noexcept;
  ~mapped_file();

  [[nodiscard]] std::string_view bytes() const noexcept { return bytes_; }

private:
  mapped_file() = default;

  std::string_view bytes_;
};

// "PATH cannot be DONE: the system's reason."; `error` is an errno.
[[nodiscard]] problem file_problem(const std::string& path, std::string_view done, int error);

} // namespace http_task::store
