#include "json/number.hpp"

#include "json/parse.hpp"

#include <gtest/gtest.h>

namespace http_task::json {
namespace {

auto compared(std::string_view a, std::string_view b) {
  return compare_numbers(parse(a).value(), parse(b).value());
}

TEST(CompareNumbers, IntegersAndDoublesOfTheSameValueAreEqual) {
  EXPECT_TRUE(compared("1", "1.0") == 0);
  EXPECT_TRUE(compared("-0.0", "0") == 0);
  EXPECT_TRUE(compared("18446744073709551615", "1.8446744073709552e19") < 0);
}

TEST(CompareNumbers, NeighboursBeyondThePrecisionOfADoubleDiffer) {
  EXPECT_TRUE(compared("9007199254740993", "9007199254740992.0") > 0);
  EXPECT_TRUE(compared("9223372036854775807", "9223372036854775808") < 0);
  EXPECT_TRUE(compared("-9223372036854775808", "18446744073709551615") < 0);
  EXPECT_TRUE(compared("9223372036854775807", "9223372036854775808.0") < 0);
}

TEST(CompareNumbers, FractionsDecideBetweenEqualIntegralParts) {
  EXPECT_TRUE(compared("3", "3.5") < 0);
  EXPECT_TRUE(compared("-3", "-3.5") > 0);
  EXPECT_TRUE(compared("3.5", "3") > 0);
  EXPECT_TRUE(compared("1e308", "9223372036854775807") > 0);
  EXPECT_TRUE(compared("-1e308", "18446744073709551615") < 0);
}

} // namespace
} // namespace http_task::json
