#include "schema/number.hpp"

#include "support.hpp"

#include <limits>

namespace http_task::schema {
namespace {

bool multiple(std::string_view number, std::string_view divisor) {
  return is_multiple_of(parsed(number), parsed(divisor));
}

TEST(number, integers_may_be_written_with_a_point_except_in_draft_4) {
  EXPECT_TRUE(is_integer(parsed("1.0")));
  EXPECT_FALSE(is_integer(parsed("1.5")));
  EXPECT_TRUE(is_integer(parsed("1e300")));
  EXPECT_FALSE(is_integer_as_written(parsed("1.0")));
  EXPECT_TRUE(is_integer_as_written(parsed("123456789012345678901234567890")));
  EXPECT_FALSE(is_integer(json::value(std::numeric_limits<double>::infinity())));
}

TEST(number, multiples_are_decided_by_the_decimal_notation) {
  EXPECT_TRUE(multiple("19.99", "0.01"));
  EXPECT_TRUE(multiple("0.0075", "0.0001"));
  EXPECT_FALSE(multiple("0.00751", "0.0001"));
  EXPECT_TRUE(multiple("4.35", "0.05"));
  EXPECT_FALSE(multiple("35", "1.5"));
  EXPECT_TRUE(multiple("4.5", "1.5"));
  EXPECT_TRUE(multiple("-9", "3"));
  EXPECT_TRUE(multiple("0", "0.3"));
}

TEST(number, multiples_of_extreme_values_neither_overflow_nor_round) {
  EXPECT_TRUE(multiple("1e308", "0.5"));
  EXPECT_FALSE(multiple("1e308", "0.123456789"));
  EXPECT_FALSE(multiple("1e-308", "1"));
  EXPECT_TRUE(multiple("18446744073709551615", "5"));
  EXPECT_FALSE(multiple("18446744073709551615", "2"));
  EXPECT_TRUE(multiple("-9223372036854775808", "2"));
  EXPECT_FALSE(multiple("9007199254740993", "2"));
}

} // namespace
} // namespace http_task::schema
