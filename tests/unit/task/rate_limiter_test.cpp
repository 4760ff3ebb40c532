#include "task/rate_limiter.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace http_task::task {
namespace {

using std::chrono::seconds;

const time_point start{seconds(1000)};

TEST(rate_limiter, lets_as_many_go_as_the_limit_says) {
  rate_limiter limiter;
  const rate_limit limit{3, seconds(60)};
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(limiter.reserve("a", limit, start), start);
  EXPECT_EQ(limiter.reserve("a", limit, start), start + seconds(60));
  EXPECT_EQ(limiter.reserve("b", limit, start), start);
}

TEST(rate_limiter, never_has_more_than_the_limit_in_any_window) {
  rate_limiter limiter;
  const rate_limit limit{5, seconds(10)};
  std::vector<time_point> starts;
  for (int i = 0; i < 200; ++i)
    starts.push_back(limiter.reserve("a", limit, start + seconds(i % 7 + i / 3)));
  for (std::size_t i = limit.requests; i < starts.size(); ++i)
    EXPECT_GE(starts[i] - starts[i - limit.requests], limit.window) << i;
}

TEST(rate_limiter, keeps_the_order_when_the_limit_changes) {
  rate_limiter limiter;
  EXPECT_EQ(limiter.reserve("a", {1, seconds(60)}, start), start);
  EXPECT_EQ(limiter.reserve("a", {1, seconds(60)}, start), start + seconds(60));
  EXPECT_EQ(limiter.reserve("a", {100, seconds(60)}, start), start + seconds(60));
}

TEST(rate_limiter, forgets_idle_keys) {
  rate_limiter limiter;
  for (int i = 0; i < 10'000; ++i)
    limiter.reserve("key " + std::to_string(i), {1, seconds(1)}, start + seconds(i));
  EXPECT_LT(limiter.size(), 300U);
}

} // namespace
} // namespace http_task::task
