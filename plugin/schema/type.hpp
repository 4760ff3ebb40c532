// The types of JSON Schema as bits of a set.
#pragma once

#include "json/value.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace http_task::schema {

enum type_bit : std::uint32_t {
  type_null = 1,
  type_boolean = 2,
  type_integer = 4,
  type_number = 8, // any number, integers included
  type_string = 16,
  type_array = 32,
  type_object = 64,
  type_integer_as_written = 128, // draft 4: 1.0 is no integer
};

// 0 if there is no type of this name.
[[nodiscard]] std::uint32_t type_bits(std::string_view name) noexcept;

[[nodiscard]] bool has_type(const json::value& v, std::uint32_t bits) noexcept;

// "a string", "a string or null", "a string, an array or null".
[[nodiscard]] std::string describe_types(std::uint32_t bits);

} // namespace http_task::schema
