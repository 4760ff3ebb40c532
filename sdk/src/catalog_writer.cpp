#include "http_task/sdk/catalog_writer.hpp"

#include "failures.hpp"

#include <utility>

namespace http_task::sdk {

catalog_writer::catalog_writer(std::shared_ptr<library> owner, const http_task_catalog_file_v1* table,
                               http_task_catalog_writer* handle, document base) noexcept
    : owner_(std::move(owner)), table_(table), handle_(handle), base_(std::move(base)) {}

catalog_writer::~catalog_writer() {
  if (handle_ != nullptr) table_->writer_destroy(handle_);
}

catalog_writer::catalog_writer(catalog_writer&& other) noexcept
    : owner_(other.owner_), table_(other.table_), handle_(std::exchange(other.handle_, nullptr)),
      base_(std::move(other.base_)) {}

catalog_writer& catalog_writer::operator=(catalog_writer&& other) noexcept {
  std::swap(owner_, other.owner_);
  std::swap(table_, other.table_);
  std::swap(handle_, other.handle_);
  std::swap(base_, other.base_);
  return *this;
}

result<document> catalog_writer::add(std::span<const std::byte> bytes, std::string_view options) {
  http_task_document* out = nullptr;
  const auto status =
      table_->writer_add(handle_, bytes.data(), bytes.size(), options.data(), options.size(), &out);
  document answer(owner_, out);
  if (status != HTTP_TASK_OK) return problem_failure(status, "writer_add", answer);
  return answer;
}

result<document> catalog_writer::remove(std::string_view api) {
  http_task_document* out = nullptr;
  const auto status = table_->writer_remove(handle_, api.data(), api.size(), &out);
  document answer(owner_, out);
  if (status != HTTP_TASK_OK) return problem_failure(status, "writer_remove", answer);
  return answer;
}

result<document> catalog_writer::finish() {
  http_task_document* out = nullptr;
  const auto status = table_->writer_finish(handle_, &out);
  document answer(owner_, out);
  if (status != HTTP_TASK_OK) return problem_failure(status, "writer_finish", answer);
  return answer;
}

} // namespace http_task::sdk
