#include "json/parse.hpp"
#include "json/write.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace http_task::json {

TEST(Write, KeepsNumbersAsPeopleWriteThem) {
  for (const std::string_view text :
       {"0", "-1", "9223372036854775807", "18446744073709551615", "-9223372036854775808", "0.5", "1.5",
        "-2.25", "5.0", "1e+21", "true", "false", "null"})
    EXPECT_EQ(write(*parse(text)), text);
}

TEST(Write, ReadsBackToTheSameDouble) {
  for (const double d : {0.1, 1.0 / 3, 5e-324, 1.7976931348623157e308, 123456789.123})
    EXPECT_EQ(parse(write(value(d)))->as_double(), d);
}

TEST(Write, IsCompactAndKeepsOrder) {
  const std::string text = R"({"b":[1,{"c":"d"},[]],"a":{},"e":"\"\\\n"})";
  EXPECT_EQ(write(*parse(text)), text);
}

TEST(Write, HasNoNumberForWhatIsNone) {
  EXPECT_EQ(write(value(std::nan(""))), "null");
  EXPECT_EQ(write(value(std::numeric_limits<double>::infinity())), "null");
}

TEST(Write, EscapesNamesOfMembers) {
  EXPECT_EQ(write(object{{"a\"b", 1}}), R"({"a\"b":1})");
}

} // namespace http_task::json
