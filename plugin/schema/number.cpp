#include "schema/number.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string_view>

namespace http_task::schema {
namespace {

__extension__ using uint128 = unsigned __int128;

constexpr double two_to_63 = 9223372036854775808.0;
constexpr double two_to_64 = 18446744073709551616.0;

// |number| = mantissa * 10^exponent, without trailing zeros in the mantissa.
struct decimal {
  std::uint64_t mantissa;
  int exponent;
};

decimal normalized(std::uint64_t mantissa, int exponent) noexcept {
  while (mantissa != 0 && mantissa % 10 == 0) {
    mantissa /= 10;
    ++exponent;
  }
  return {mantissa, exponent};
}

decimal to_decimal(double number) noexcept {
  std::array<char, 32> buffer{};
  const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::fabs(number),
                                     std::chars_format::scientific);
  const std::string_view text(buffer.data(), static_cast<std::size_t>(written.ptr - buffer.data()));
  const std::size_t e = text.find('e');
  std::uint64_t mantissa = 0;
  int exponent = 0;
  const char* power = text.data() + e + (text[e + 1] == '+' ? 2 : 1);
  std::from_chars(power, text.data() + text.size(), exponent);
  for (const char c : text.substr(0, e)) {
    if (c != '.') mantissa = mantissa * 10 + static_cast<std::uint64_t>(c - '0');
  }
  const std::size_t point = text.substr(0, e).find('.');
  if (point != std::string_view::npos) exponent -= static_cast<int>(e - point - 1);
  return normalized(mantissa, exponent);
}

decimal to_decimal(const json::value& number) noexcept {
  if (const std::uint64_t* u = number.if_uint64()) return normalized(*u, 0);
  if (const std::int64_t* i = number.if_int64())
    return normalized(*i < 0 ? ~static_cast<std::uint64_t>(*i) + 1 : static_cast<std::uint64_t>(*i), 0);
  return to_decimal(number.get_double());
}

std::uint64_t power_of_ten_modulo(int exponent, std::uint64_t modulus) noexcept {
  uint128 power = 1 % modulus;
  uint128 base = 10 % modulus;
  for (; exponent > 0; exponent /= 2) {
    if (exponent % 2 == 1) power = power * base % modulus;
    base = base * base % modulus;
  }
  return static_cast<std::uint64_t>(power);
}

} // namespace

bool is_integer(const json::value& v) noexcept {
  if (const double* d = v.if_double()) return std::isfinite(*d) && std::trunc(*d) == *d;
  return v.is_number();
}

bool is_integer_as_written(const json::value& v) noexcept {
  if (const double* d = v.if_double()) return std::isfinite(*d) && (*d >= two_to_64 || *d < -two_to_63);
  return v.is_number();
}

bool is_multiple_of(const json::value& number, const json::value& divisor) noexcept {
  if (const double* d = number.if_double(); d && !std::isfinite(*d)) return false;
  const decimal n = to_decimal(number);
  const decimal d = to_decimal(divisor);
  if (n.mantissa == 0 || d.mantissa == 0) return n.mantissa == 0;
  if (n.exponent >= d.exponent) {
    const uint128 power = power_of_ten_modulo(n.exponent - d.exponent, d.mantissa);
    return n.mantissa % d.mantissa * power % d.mantissa == 0;
  }
  // The mantissa has no trailing zero, so it must bring the missing factors of ten as a multiple of both: it
  // has not.
  return false;
}

} // namespace http_task::schema
