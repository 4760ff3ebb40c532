#include "http/deadline_watch.hpp"

#include <gtest/gtest.h>

namespace http_task::http {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;

struct counting final : deadline_watch::sleeper {
  void wake() noexcept override { ++woken; }
  int woken = 0;
};

class deadline_watch_test : public testing::Test {
protected:
  // Until something happened or, when nothing does, for a while.
  void run(milliseconds most = milliseconds(300)) { io.run_one_for(most); }

  boost::asio::io_context io;
  std::shared_ptr<deadline_watch> watch = std::make_shared<deadline_watch>(io);
};

TEST_F(deadline_watch_test, wakes_all_whose_time_is_up) {
  counting early;
  counting now;
  counting late;
  watch->wake_at(late, steady_clock::now() + hours(1));
  watch->wake_at(now, steady_clock::now());
  watch->wake_at(early, steady_clock::now() - seconds(1));
  for (int i = 0; i < 5 && now.woken == 0; ++i)
    run(seconds(5)); // a timer that was set anew says so first
  EXPECT_EQ(early.woken, 1);
  EXPECT_EQ(now.woken, 1);
  EXPECT_EQ(late.woken, 0);
  watch->remove(late);
}

TEST_F(deadline_watch_test, the_last_time_counts) {
  counting one;
  watch->wake_at(one, steady_clock::now());
  watch->wake_at(one, steady_clock::now() + hours(1));
  run();
  EXPECT_EQ(one.woken, 0);
  watch->wake_at(one, steady_clock::now());
  for (int i = 0; i < 5 && one.woken == 0; ++i)
    run(seconds(5));
  EXPECT_EQ(one.woken, 1);
  run();
  EXPECT_EQ(one.woken, 1) << "once for each time that was asked for";
}

TEST_F(deadline_watch_test, who_was_removed_sleeps_on) {
  counting one;
  watch->wake_at(one, steady_clock::now());
  watch->remove(one);
  watch->remove(one);
  run();
  EXPECT_EQ(one.woken, 0);
}

} // namespace
} // namespace http_task::http
