// JSON text (RFC 8259) to a value, bounded, with line and column of a mistake.
#pragma once

#include "base/result.hpp"
#include "json/value.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace http_task::json {

struct parse_limits {
  std::size_t depth = 128;                   // nested arrays and objects
  std::size_t bytes = std::size_t{64} << 20; // of the text
};

// Fails with "input.not_json" (and says line and column) or "input.limit". A leading byte order mark is
// skipped.
[[nodiscard]] result<value> parse(std::string_view text, const parse_limits& limits = {},
                                  boost::json::storage_ptr storage = {});

// What parse() would fail with, without making the value; nullopt for good JSON.
[[nodiscard]] std::optional<problem> check(std::string_view text, const parse_limits& limits = {});

} // namespace http_task::json
