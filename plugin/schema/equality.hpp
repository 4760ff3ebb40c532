// Equality of JSON values as JSON Schema has it (2020-12 core, section 4.2.2): numbers by mathematical value,
// objects without regard to order.
#pragma once

#include "json/value.hpp"

#include <cstddef>
#include <optional>
#include <utility>

namespace http_task::schema {

[[nodiscard]] bool equal(const json::value& a, const json::value& b) noexcept;

// Equal values have equal hashes.
[[nodiscard]] std::size_t hash_of(const json::value& v) noexcept;

// The first two equal items, or nullopt if all differ. Hashes large arrays, so that the cost stays near
// linear.
[[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>> find_duplicate(const json::array& items);

} // namespace http_task::schema
