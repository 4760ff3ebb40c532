// The one directory of the machine in which steps read and write files, opened by the host of the instance.
//
// A path of a step stays below it whatever it holds: "..", absolute paths and symbolic links that lead out
// are refused by the kernel while it walks the path (openat2(2), RESOLVE_BENEATH), so that nobody can
// exchange a part of it in between. Thread-safe.
#pragma once

#include "base/result.hpp"
#include "message/body_stream.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace http_task::files {

class directory {
public:
  // "options.invalid" when it cannot be opened.
  [[nodiscard]] static result<directory> open(const std::string& path);

  // A regular file; a pipe or a device, which could block for ever, is refused. "input.path".
  [[nodiscard]] result<std::shared_ptr<message::body_source>> read(std::string_view path) const;

  // A file that is written under a temporary name beside `path` and renamed to it by finish(); it replaces a
  // regular file, and nothing else. Missing folders on the way are made. "input.path".
  [[nodiscard]] result<std::unique_ptr<message::body_sink>> write(std::string_view path) const;

private:
  class descriptor;
  class source;
  class sink;

  explicit directory(std::shared_ptr<const descriptor> root) : root_(std::move(root)) {}

  std::shared_ptr<const descriptor> root_;
};

} // namespace http_task::files
