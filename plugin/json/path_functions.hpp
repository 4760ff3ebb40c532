// The functions of JSONPath filters (RFC 9535, section 2.4) and their types.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace http_task::json::path {

enum class function_type { value, logical, nodes };
enum class function_id : std::uint8_t { length, count, match, search, value };

struct function {
  std::string_view name;
  function_id id;
  function_type result;
  std::span<const function_type> parameters;
};

[[nodiscard]] std::span<const function> functions() noexcept;
[[nodiscard]] const function* find_function(std::string_view name) noexcept;

} // namespace http_task::json::path
