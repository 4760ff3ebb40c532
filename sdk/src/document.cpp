#include "http_task/sdk/document.hpp"

#include <utility>

namespace http_task::sdk {

document::document(std::shared_ptr<library> owner, http_task_document* handle) noexcept
    : owner_(std::move(owner)), handle_(handle) {}

document::~document() {
  if (handle_ != nullptr) owner_->table().document_release(handle_);
}

document::document(document&& other) noexcept
    : owner_(std::move(other.owner_)), handle_(std::exchange(other.handle_, nullptr)) {}

document& document::operator=(document&& other) noexcept {
  std::swap(owner_, other.owner_);
  std::swap(handle_, other.handle_);
  return *this;
}

std::string_view document::json() const noexcept {
  const char* data = nullptr;
  std::size_t size = 0;
  if (handle_ == nullptr || owner_->table().document_json(handle_, &data, &size) != HTTP_TASK_OK) return {};
  return {data, size};
}

std::span<const std::byte> document::body() const noexcept {
  const void* data = nullptr;
  std::size_t size = 0;
  if (handle_ == nullptr || owner_->table().document_body(handle_, &data, &size) != HTTP_TASK_OK) return {};
  return {static_cast<const std::byte*>(data), size};
}

} // namespace http_task::sdk
