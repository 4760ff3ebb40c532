#include "http/deadlines.hpp"

#include <gtest/gtest.h>

namespace http_task::http {
namespace {

using limit = deadlines::limit;
using std::chrono::milliseconds;

constexpr time_limits lengths{milliseconds(100), milliseconds(200), milliseconds(1000)};

class deadlines_test : public ::testing::Test {
protected:
  time_point start = steady_clock::now();
  deadlines d{lengths, start};

  time_point after(int ms) const { return start + milliseconds(ms); }
};

TEST_F(deadlines_test, at_first_only_the_total_limit_runs) {
  EXPECT_EQ(d.next(), after(1000));
  EXPECT_EQ(d.expired(after(999)), limit::none);
  EXPECT_EQ(d.expired(after(1000)), limit::total);
}

TEST_F(deadlines_test, the_limit_of_the_phase_comes_first_when_it_is_earlier) {
  d.begin(limit::connect, after(50));
  EXPECT_EQ(d.next(), after(150));
  EXPECT_EQ(d.expired(after(149)), limit::none);
  EXPECT_EQ(d.expired(after(150)), limit::connect);
}

TEST_F(deadlines_test, progress_moves_idle_but_never_total) {
  for (int now = 0; now < 1000; now += 100) {
    d.begin(limit::idle, after(now));
    EXPECT_EQ(d.expired(after(now + 99)), limit::none);
  }
  EXPECT_EQ(d.next(), after(1000));
  EXPECT_EQ(d.expired(after(1000)), limit::total);
}

TEST_F(deadlines_test, a_phase_without_a_limit_is_bounded_by_the_total_one) {
  d.begin(limit::connect, start);
  d.begin(limit::none, after(10));
  EXPECT_EQ(d.next(), after(1000));
}

TEST_F(deadlines_test, a_length_beyond_all_time_is_no_limit) {
  deadlines endless({milliseconds::max(), milliseconds::max(), milliseconds::max()}, start);
  endless.begin(limit::idle, start);
  EXPECT_EQ(endless.next(), time_point::max());
}

TEST_F(deadlines_test, problems_name_the_limit) {
  EXPECT_EQ(d.to_problem(limit::connect).type, "timeout.connect");
  EXPECT_EQ(d.to_problem(limit::send).type, "timeout.send");
  EXPECT_EQ(d.to_problem(limit::first_byte).type, "timeout.first_byte");
  EXPECT_EQ(d.to_problem(limit::idle).type, "timeout.idle");
  EXPECT_EQ(d.to_problem(limit::total).type, "timeout.total");
  EXPECT_NE(d.to_problem(limit::total).detail.find("1000 ms"), std::string::npos);
}

} // namespace
} // namespace http_task::http
