#include "response/inspection_level.hpp"

namespace http_task::response {

std::optional<inspection_level> parse_inspection_level(std::string_view name) noexcept {
  if (name == "INFO") return inspection_level::info;
  if (name == "DEBUG") return inspection_level::debug;
  if (name == "TRACE") return inspection_level::trace;
  return std::nullopt;
}

} // namespace http_task::response
