#include "task/progress.hpp"

#include <gtest/gtest.h>

namespace http_task::task {
namespace {

TEST(progress_filter, tells_every_phase_and_a_few_of_many_reads) {
  progress_filter filter;
  const time_point start{std::chrono::seconds(10)};
  EXPECT_TRUE(filter.worth_telling("dns", 0, start));
  EXPECT_TRUE(filter.worth_telling("connect", 0, start));
  EXPECT_TRUE(filter.worth_telling("receive", 0, start));
  int told = 0;
  for (int i = 1; i <= 1000; ++i)
    told += filter.worth_telling("receive", static_cast<std::uint64_t>(i), start + milliseconds(i)) ? 1 : 0;
  EXPECT_EQ(told, 10);
}

TEST(progress_json, has_the_two_members) {
  EXPECT_EQ(progress_json("receive", 42), R"({"phase":"receive","receivedBytes":42})");
}

} // namespace
} // namespace http_task::task
