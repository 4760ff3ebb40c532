// A catalogue file in the making (http_task/catalog_file.h); instance::write_catalog() starts one.
#pragma once

#include "http_task/catalog_file.h"
#include "http_task/sdk/document.hpp"
#include "http_task/sdk/library.hpp"
#include "http_task/sdk/result.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

namespace http_task::sdk {

// One thread at a time. Destroyed without finish(), it leaves everything as it was before. A writer that was
// moved from can only be destroyed or assigned to.
class catalog_writer {
public:
  // Takes over `handle`; `base` is what writer_create answered.
  catalog_writer(std::shared_ptr<library> owner, const http_task_catalog_file_v1* table,
                 http_task_catalog_writer* handle, document base) noexcept;
  ~catalog_writer();
  catalog_writer(catalog_writer&& other) noexcept;
  catalog_writer& operator=(catalog_writer&& other) noexcept;
  catalog_writer(const catalog_writer&) = delete;
  catalog_writer& operator=(const catalog_writer&) = delete;

  // {"apis", "endpoints"} of what was taken over.
  [[nodiscard]] const document& base() const noexcept { return base_; }

  [[nodiscard]] result<document> add(std::span<const std::byte> bytes, std::string_view options = {});
  [[nodiscard]] result<document> remove(std::string_view api);
  [[nodiscard]] result<document> finish();

private:
  std::shared_ptr<library> owner_;
  const http_task_catalog_file_v1* table_ = nullptr;
  http_task_catalog_writer* handle_ = nullptr;
  document base_;
};

} // namespace http_task::sdk
