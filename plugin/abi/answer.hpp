// From the results of the modules to the status and the document that a function of the tables gives.
#pragma once

#include "abi/document.hpp"
#include "base/result.hpp"
#include "json/problem.hpp"
#include "json/value.hpp"
#include "json/write.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace http_task::abi {

inline std::int32_t status_of(const problem& p) noexcept {
  const std::string_view type = p.type;
  if (type == "catalog.not_found" || type == "catalog.ambiguous") return HTTP_TASK_E_NOT_FOUND;
  if (type == "limit.tasks") return HTTP_TASK_E_LIMIT;
  if (type == "cancel.shutdown") return HTTP_TASK_E_SHUT_DOWN;
  if (type == "internal") return HTTP_TASK_E_INTERNAL;
  return HTTP_TASK_E_REJECTED;
}

// `out` may be null: the caller does not want the problem.
inline std::int32_t refuse(http_task_document** out, const problem& p) {
  if (out != nullptr) hand_out(out, json::write(json::to_json(p)));
  return status_of(p);
}

inline std::int32_t answer(http_task_document** out, const json::value& v) {
  hand_out(out, json::write(v));
  return HTTP_TASK_OK;
}

// What is JSON already.
inline std::int32_t answer(http_task_document** out, const std::string& json) {
  hand_out(out, json);
  return HTTP_TASK_OK;
}

} // namespace http_task::abi
