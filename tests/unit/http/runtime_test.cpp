#include "http/runtime.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <csignal>
#include <future>
#include <memory>
#include <thread>

namespace http_task::http {
namespace {

constexpr std::chrono::seconds patience{30};

TEST(runtime, posted_work_runs_on_its_threads) {
  runtime io(1);
  std::promise<bool> inside;
  EXPECT_FALSE(io.running_in_this_thread());
  io.post([&] { inside.set_value(io.running_in_this_thread()); });
  EXPECT_TRUE(inside.get_future().get());
}

TEST(runtime, all_signals_are_blocked_in_its_threads) {
  sigset_t before;
  pthread_sigmask(SIG_SETMASK, nullptr, &before);
  runtime io(1);
  sigset_t after;
  pthread_sigmask(SIG_SETMASK, nullptr, &after);
  EXPECT_EQ(sigismember(&after, SIGTERM), sigismember(&before, SIGTERM)) << "the caller's stay as they were";

  std::promise<bool> blocked;
  io.post([&] {
    sigset_t mine;
    pthread_sigmask(SIG_SETMASK, nullptr, &mine);
    blocked.set_value(sigismember(&mine, SIGPIPE) == 1 && sigismember(&mine, SIGTERM) == 1 &&
                      sigismember(&mine, SIGINT) == 1);
  });
  EXPECT_TRUE(blocked.get_future().get());
}

TEST(runtime, calls_after_a_time) {
  runtime io(1);
  std::promise<void> called;
  const auto start = steady_clock::now();
  const auto timer = io.call_after(milliseconds(30), [&] { called.set_value(); });
  ASSERT_EQ(called.get_future().wait_for(patience), std::future_status::ready);
  EXPECT_GE(steady_clock::now() - start, milliseconds(30));
}

TEST(runtime, a_cancelled_or_destroyed_timer_never_calls) {
  std::atomic<int> calls{0};
  {
    runtime io(2);
    const auto cancelled = io.call_after(milliseconds(20), [&] { ++calls; });
    runtime::cancel(*cancelled);
    runtime::cancel(*cancelled);
    (void)io.call_after(milliseconds(20), [&] { ++calls; });
    std::this_thread::sleep_for(milliseconds(80));
  }
  EXPECT_EQ(calls, 0);
}

TEST(runtime, cancelling_from_another_thread_is_safe) {
  std::atomic<int> calls{0};
  runtime io(2);
  for (int i = 0; i < 500; ++i) {
    const auto timer = io.call_after(milliseconds(i % 2), [&] { ++calls; });
    if (i % 3 == 0) std::this_thread::yield();
    runtime::cancel(*timer);
  }
  EXPECT_LE(calls, 500);
}

TEST(runtime, a_timer_may_be_cancelled_by_its_own_work) {
  runtime io(1);
  std::promise<void> called;
  std::shared_ptr<runtime::timer> timer;
  std::promise<void> stored;
  timer = io.call_after(milliseconds(10), [&] {
    stored.get_future().wait();
    runtime::cancel(*timer);
    called.set_value();
  });
  stored.set_value();
  EXPECT_EQ(called.get_future().wait_for(patience), std::future_status::ready);
}

TEST(runtime, takes_no_work_after_stop) {
  std::atomic<int> calls{0};
  runtime io(1);
  io.stop();
  io.post([&] { ++calls; });
  std::this_thread::sleep_for(milliseconds(20));
  EXPECT_EQ(calls, 0);
}

TEST(runtime, ends_with_work_and_timers_pending) {
  auto token = std::make_shared<int>(0);
  const std::weak_ptr<int> watched = token;
  {
    runtime io(2);
    const auto timer = io.call_after(std::chrono::hours(1), [token] {});
    io.stop();
    io.post([token] {});
    token.reset();
  }
  EXPECT_TRUE(watched.expired()) << "what was not run is destroyed";
}

} // namespace
} // namespace http_task::http
