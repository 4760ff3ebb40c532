// JSON that the plugin handed out, with a body of bytes beside it for some.
#pragma once

#include "http_task/sdk/library.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

namespace http_task::sdk {

// Immutable. May be read and destroyed on any thread, also after the instance that gave it is gone. What
// json() and body() return lives as long as the document; moving it does not change that.
class document {
public:
  document() = default;                                                          // an empty one: json() is ""
  document(std::shared_ptr<library> owner, http_task_document* handle) noexcept; // takes over `handle`
  ~document();
  document(document&& other) noexcept;
  document& operator=(document&& other) noexcept;
  document(const document&) = delete;
  document& operator=(const document&) = delete;

  [[nodiscard]] std::string_view json() const noexcept;
  [[nodiscard]] std::span<const std::byte> body() const noexcept;

private:
  std::shared_ptr<library> owner_;
  http_task_document* handle_ = nullptr;
};

} // namespace http_task::sdk
