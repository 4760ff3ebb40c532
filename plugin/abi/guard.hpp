// The one place where exceptions end: every function of the tables runs inside guarded().
#pragma once

#include "http_task/abi.h"

#include <cstdint>
#include <exception>
#include <new>
#include <optional>
#include <string_view>
#include <utility>

namespace http_task::abi {

// Runs `body`, which returns a status. `report` is told what a defect was; it must not throw.
template<class Report, class Body>
std::int32_t guarded(Report&& report, Body&& body) noexcept {
  try {
    return std::forward<Body>(body)();
  } catch (const std::bad_alloc&) {
    return HTTP_TASK_E_MEMORY;
  } catch (const std::exception& defect) {
    report(defect.what());
  } catch (...) {
    report("an exception of an unknown type");
  }
  return HTTP_TASK_E_INTERNAL;
}

// A text or bytes of the caller; nothing when the pointer is null although the size is not 0.
inline std::optional<std::string_view> borrowed(const void* data, std::size_t size) noexcept {
  if (data == nullptr) return size == 0 ? std::optional(std::string_view{}) : std::nullopt;
  return std::string_view(static_cast<const char*>(data), size);
}

} // namespace http_task::abi
