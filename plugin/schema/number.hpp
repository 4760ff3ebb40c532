// What JSON Schema asks of numbers, decided by what they mean and not by how they are written.
#pragma once

#include "json/number.hpp"

namespace http_task::schema {

// A number without a fraction, however it is written (draft 6 and later).
[[nodiscard]] bool is_integer(const json::value& v) noexcept;

// Draft 4: 1.0 is no integer. Integers beyond 64 bits, which the JSON parser gives as a double, still are.
[[nodiscard]] bool is_integer_as_written(const json::value& v) noexcept;

using json::compare_numbers;

// Both are numbers, `divisor` above zero. Decides by the shortest decimal notation of a double, which is what
// the author wrote: 19.99 is a multiple of 0.01, although the binary values are not.
[[nodiscard]] bool is_multiple_of(const json::value& number, const json::value& divisor) noexcept;

} // namespace http_task::schema
