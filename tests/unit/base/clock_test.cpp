#include "base/clock.hpp"

#include <gtest/gtest.h>

namespace http_task {

TEST(Clock, WritesDurationsAsMillisecondsWithAFraction) {
  EXPECT_DOUBLE_EQ(to_milliseconds(std::chrono::microseconds(1500)), 1.5);
  EXPECT_DOUBLE_EQ(to_milliseconds(std::chrono::seconds(0)), 0.0);
}

} // namespace http_task
