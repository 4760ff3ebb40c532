// How much of the exchange the structured response shows, as in Step Functions' TestState.
#pragma once

#include <optional>
#include <string_view>

namespace http_task::response {

enum class inspection_level {
  info,  // what the next step needs: response, timings, checks, error
  debug, // and what a person asks next: heads as they were on the wire, certificates, a curl command, 64 KiB
         // of body
  trace, // and the whole body of the request
};

// "INFO", "DEBUG", "TRACE".
[[nodiscard]] std::optional<inspection_level> parse_inspection_level(std::string_view name) noexcept;

} // namespace http_task::response
