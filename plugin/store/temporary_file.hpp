// A file in the making, beside the place where it will stand.
//
// commit() puts it there in one step, once it is on the disk: whoever opens the path gets the old file or the
// new one. Without it the file is removed.
#pragma once

#include "base/result.hpp"
#include "store/mapped_file.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace http_task::store {

class temporary_file {
public:
  // All members fail with "catalog.file".
  [[nodiscard]] static result<temporary_file> create(std::string place);
  temporary_file(temporary_file&& other) noexcept;
  temporary_file& operator=(temporary_file&& other) noexcept;
  ~temporary_file();

  // What was written by now. Valid as long as it lives, whatever becomes of the file.
  [[nodiscard]] result<mapped_file> map() const;
  [[nodiscard]] std::uint64_t size() const noexcept { return size_; } // of what was appended

  [[nodiscard]] result<void> append(std::string_view bytes);
  [[nodiscard]] result<void> overwrite(std::uint64_t offset, std::string_view bytes);
  [[nodiscard]] result<void> commit();

private:
  temporary_file() = default;
  [[nodiscard]] result<void> open_unnamed();
  [[nodiscard]] result<void> open_named();
  [[nodiscard]] result<void> give_name();
  [[nodiscard]] result<void> write_at(std::uint64_t offset, std::string_view bytes);

  std::string place_;
  std::string path_; // "" as long as it has no name, and once it is committed
  int fd_ = -1;
  std::uint64_t size_ = 0;
};

} // namespace http_task::store
