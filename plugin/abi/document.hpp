// What a caller owns: JSON and perhaps a body, in storage of its own, so that it outlives its instance.
#pragma once

#include "http_task/abi.h"

#include <string>
#include <utility>

struct http_task_document {
  std::string json;
  std::string body;
};

namespace http_task::abi {

// Sets *out, which must not be null, to a new document that the caller of the ABI releases.
inline void hand_out(http_task_document** out, std::string json, std::string body = {}) {
  *out = new http_task_document{std::move(json), std::move(body)};
}

} // namespace http_task::abi
