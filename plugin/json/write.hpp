// A value to JSON text (RFC 8259).
//
// In place of boost::json::serialize, which writes 0.5 as 5E-1: numbers come out as people write them,
// doubles in the shortest form that reads back exactly.
#pragma once

#include "json/value.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace http_task::json {

// Compact. A double that JSON has no number for (NaN, infinity) becomes null.
[[nodiscard]] std::string write(const value& v);
void append(std::string& out, const value& v);

void append_number(std::string& out, std::int64_t n);
void append_number(std::string& out, std::uint64_t n);
void append_number(std::string& out, double d);

// With quotes. Bytes that are not UTF-8 are the caller's to replace before.
void append_string(std::string& out, std::string_view text);

} // namespace http_task::json
