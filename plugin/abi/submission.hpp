// From a submission as it crosses the boundary to a task: what submit of executor/1 and of body_stream/1
// share.
#pragma once

#include "http_task/executor.h"
#include "task/executor.hpp"

#include <cstdint>

namespace http_task::abi {

// Copies what is borrowed, reads the options, submits. The status of the function; `id` is set on success.
[[nodiscard]] std::int32_t submit_task(http_task_instance& instance, const http_task_submission& submission,
                                       const task::stream_wishes& stream, std::uint64_t& id);

} // namespace http_task::abi
