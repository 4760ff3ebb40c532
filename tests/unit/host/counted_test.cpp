#include "text/counted.hpp"

#include <gtest/gtest.h>

namespace http_task::host {
namespace {

TEST(Counted, HasOneAndMany) {
  EXPECT_EQ(counted(0, "API"), "0 APIs");
  EXPECT_EQ(counted(1, "API"), "1 API");
  EXPECT_EQ(counted(2, "entry", "entries"), "2 entries");
  EXPECT_EQ(counted(125'205, "endpoint"), "125,205 endpoints");
}

TEST(Counted, GroupsDigits) {
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1'000), "1,000");
  EXPECT_EQ(grouped(1'234'567), "1,234,567");
}

TEST(Counted, SizesAreShort) {
  EXPECT_EQ(byte_size(1), "1 byte");
  EXPECT_EQ(byte_size(1'500), "1.5 kB");
  EXPECT_EQ(byte_size(3'450'000), "3.4 MB");
  EXPECT_EQ(byte_size(112'300'000), "112 MB");
}

} // namespace
} // namespace http_task::host
