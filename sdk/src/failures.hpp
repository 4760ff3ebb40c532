// How the SDK words its own failures, and those that the plugin reports. Not installed.
#pragma once

#include "http_task/sdk/document.hpp"
#include "http_task/sdk/result.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace http_task::sdk {

[[nodiscard]] failure make_failure(std::int32_t status, std::string message);

// What a status of http_task/abi.h means, as a sentence; `function` is the name in the ABI.
[[nodiscard]] failure status_failure(std::int32_t status, std::string_view function);

// The failure of a function that handed out a problem; an empty document gives status_failure.
[[nodiscard]] failure problem_failure(std::int32_t status, std::string_view function,
                                      const document& problem);

} // namespace http_task::sdk
