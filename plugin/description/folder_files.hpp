// The files of one folder, for documents in several files.
//
// The kernel refuses to leave the folder while it walks a name (openat2(2), RESOLVE_BENEATH): neither "..",
// nor absolute names, nor symbolic links lead out, also when somebody exchanges a part of the name in
// between. Thread-safe.
#pragma once

#include "description/bundle.hpp"

#include <memory>
#include <string>

namespace http_task::description {

class folder_files final : public file_reader {
public:
  // "input.path" when the folder cannot be opened.
  [[nodiscard]] static result<std::unique_ptr<folder_files>> open(const std::string& folder);

  // Regular files only; "input.path" for all else, "description.limit" for more than `most` bytes.
  [[nodiscard]] result<std::string> read(std::string_view name, std::size_t most) const override;

  ~folder_files() override;

private:
  explicit folder_files(int folder) noexcept : folder_(folder) {}

  int folder_;
};

} // namespace http_task::description
