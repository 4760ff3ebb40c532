#include "json/number.hpp"

#include <cmath>
#include <cstdint>

namespace http_task::json {
namespace {

constexpr double two_to_63 = 9223372036854775808.0;
constexpr double two_to_64 = 18446744073709551616.0;

std::partial_ordering reverse(std::partial_ordering o) noexcept {
  return 0 <=> o;
}

std::partial_ordering compare(std::int64_t a, std::uint64_t b) noexcept {
  return a < 0 ? std::partial_ordering::less : static_cast<std::uint64_t>(a) <=> b;
}

// Integers beyond 2^53 are compared with the integral part of the double, then its fraction decides.
std::partial_ordering compare(std::int64_t a, double b) noexcept {
  if (b >= two_to_63) return std::partial_ordering::less;
  if (b < -two_to_63) return std::partial_ordering::greater;
  const auto whole = static_cast<std::int64_t>(b);
  return a != whole ? std::partial_ordering(a <=> whole) : 0.0 <=> b - std::trunc(b);
}

std::partial_ordering compare(std::uint64_t a, double b) noexcept {
  if (b >= two_to_64) return std::partial_ordering::less;
  if (b < 0) return std::partial_ordering::greater;
  const auto whole = static_cast<std::uint64_t>(b);
  return a != whole ? std::partial_ordering(a <=> whole) : 0.0 <=> b - std::trunc(b);
}

} // namespace

std::partial_ordering compare_numbers(const value& a, const value& b) noexcept {
  if (const std::int64_t* i = a.if_int64()) {
    if (const std::int64_t* j = b.if_int64()) return *i <=> *j;
    if (const std::uint64_t* j = b.if_uint64()) return compare(*i, *j);
    return compare(*i, b.get_double());
  }
  if (const std::uint64_t* i = a.if_uint64()) {
    if (const std::int64_t* j = b.if_int64()) return reverse(compare(*j, *i));
    if (const std::uint64_t* j = b.if_uint64()) return *i <=> *j;
    return compare(*i, b.get_double());
  }
  if (const double* j = b.if_double()) return a.get_double() <=> *j;
  return reverse(compare_numbers(b, a));
}

} // namespace http_task::json
