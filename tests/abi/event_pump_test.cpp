// The SDK's event pump: handlers by task, one task at a time, cancelling.
#include "http_task/sdk/event_pump.hpp"

#include "plugin_fixture.hpp"
#include "support/loopback_server.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <map>
#include <string>
#include <thread>

namespace http_task::testing {
namespace {

sdk::submission of(std::string_view settings, unsigned mode = HTTP_TASK_MODE_RUN) {
  sdk::submission s;
  s.mode = mode;
  s.settings = settings;
  return s;
}

loopback_server::answer never(const loopback_server::request&) {
  return {.delay = std::chrono::hours(24)};
}

TEST(event_pump, runs_the_handler_of_each_task_once_on_the_polling_thread) {
  auto instance = make_instance();
  sdk::event_pump pump(instance);
  std::map<int, int> completed;
  const auto here = std::this_thread::get_id();
  for (int n = 0; n < 50; ++n) {
    ASSERT_TRUE(pump.submit(of("{}"), [&completed, here, n](const sdk::document& d) {
      EXPECT_EQ(std::this_thread::get_id(), here);
      EXPECT_EQ(status_of(d), "FAILED_WITH_TERMINAL_ERROR");
      ++completed[n];
    }));
  }
  EXPECT_LE(pump.pending(), 50U);
  while (pump.pending() != 0)
    ASSERT_GT(pump.poll(patience).value(), 0U);
  EXPECT_EQ(completed.size(), 50U);
  for (const auto& [n, times] : completed)
    EXPECT_EQ(times, 1) << n;
  EXPECT_EQ(pump.poll(0ms).value(), 0U);
  EXPECT_EQ(pump.poll(10ms).value(), 0U) << "nothing is due";
}

TEST(event_pump, a_handler_may_submit_the_next_task) {
  auto instance = make_instance();
  sdk::event_pump pump(instance);
  int completed = 0;
  std::function<void(sdk::document)> next = [&](const sdk::document&) {
    if (++completed < 10) {
      EXPECT_TRUE(pump.submit(of("{}"), next));
    }
  };
  ASSERT_TRUE(pump.submit(of("{}"), next));
  while (pump.pending() != 0)
    ASSERT_GT(pump.poll(patience).value(), 0U);
  EXPECT_EQ(completed, 10);
}

TEST(event_pump, run_one_gives_the_document_and_its_progress) {
  loopback_server server;
  auto instance = make_instance();
  sdk::event_pump pump(instance);
  int progress = 0;
  const auto settings = get(server.url("/"));
  const auto done =
      pump.run_one(of(settings, HTTP_TASK_MODE_TEST), [&](const sdk::document&) { ++progress; });
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_EQ(status_of(*done), "COMPLETED");
  EXPECT_GT(progress, 0);
  EXPECT_EQ(pump.pending(), 0U);
}

TEST(event_pump, run_one_can_be_cancelled) {
  loopback_server server(never);
  auto instance = make_instance();
  sdk::event_pump pump(instance);
  const auto settings = get(server.url("/"));
  const auto done = pump.run_one(of(settings), {}, [&] { return server.requests() == 1; });
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_EQ(status_of(*done), "CANCELED");
}

TEST(event_pump, a_signal_ends_the_wait) {
  loopback_server server(never);
  auto instance = make_instance();
  sdk::event_pump pump(instance);
  static volatile std::sig_atomic_t interrupted = 0;
  struct sigaction action {};
  struct sigaction before {};
  action.sa_handler = [](int) { interrupted = 1; };
  ASSERT_EQ(sigaction(SIGUSR1, &action, &before), 0);

  const auto waiting = pthread_self();
  std::thread sender([waiting] {
    std::this_thread::sleep_for(20ms);
    pthread_kill(waiting, SIGUSR1);
  });
  const auto settings = get(server.url("/"));
  const auto done = pump.run_one(of(settings), {}, [] { return interrupted == 1; });
  sender.join();
  sigaction(SIGUSR1, &before, nullptr);
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_EQ(status_of(*done), "CANCELED");
}

TEST(event_pump, a_submission_that_is_refused_leaves_nothing_behind) {
  auto instance = make_instance();
  sdk::event_pump pump(instance);
  auto wrong = of("{}");
  wrong.options = "{";
  const auto refused = pump.submit(wrong, [](const sdk::document&) { ADD_FAILURE(); });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().status, HTTP_TASK_E_REJECTED);
  EXPECT_EQ(pump.pending(), 0U);
  ASSERT_TRUE(instance.shutdown());
  EXPECT_EQ(pump.run_one(of("{}")).error().status, HTTP_TASK_E_SHUT_DOWN);
}

} // namespace
} // namespace http_task::testing
