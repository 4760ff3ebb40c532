// One instance used by many threads of a host at once. ThreadSanitizer is who looks on; without it the test
// says that nothing is lost.
#include "abi/plugin_fixture.hpp"
#include "support/loopback_server.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <span>
#include <string>
#include <thread>
#include <vector>

namespace http_task::testing {
namespace {

constexpr int rounds = 40;

std::string tiny_api(int number) {
  const auto n = std::to_string(number);
  return R"({"openapi": "3.0.3", "info": {"title": "Tiny )" + n + R"(", "version": "1"},
    "servers": [{"url": "https://tiny.test"}], "paths": {"/things/)" +
         n + R"(": {"get": {"responses": {"200": {"description": "ok"}}}}}})";
}

// Starts each function on a thread of its own, `rounds` times one after the other.
void at_once(const std::vector<std::function<void(int)>>& functions) {
  std::vector<std::thread> threads;
  for (const auto& f : functions) {
    threads.emplace_back([&f] {
      for (int n = 0; n < rounds; ++n)
        f(n);
    });
  }
  for (auto& t : threads)
    t.join();
}

TEST(thread_safety, one_catalogue) {
  auto i = make_instance();
  const auto load = [&](const std::string& id) {
    return [&i, id](int n) {
      const auto api = tiny_api(n);
      EXPECT_TRUE(i.load(std::as_bytes(std::span(api)), R"({"api": ")" + id + R"("})"));
    };
  };
  const auto search = [&](int) { EXPECT_TRUE(i.search(R"({"query": "things"})")); };
  at_once(
      {load("one"), load("two"), search, search,
       [&](int n) { static_cast<void>(i.describe("one:GET:/things/" + std::to_string(n))); },
       [&](int) { static_cast<void>(i.unload("two")); }, [&](int) { EXPECT_TRUE(i.list()); },
       [&](int) { EXPECT_TRUE(i.prefill(R"({"endpoint": "dialpad.com:POST:/api/v2/subscriptions/call"})")); },
       [&](int) { EXPECT_TRUE(i.validate(R"({"uri": "http://x/"})")); }});
}

TEST(thread_safety, one_queue_of_tasks) {
  loopback_server server([](const loopback_server::request& r) {
    return loopback_server::answer{.delay = std::chrono::milliseconds(r.target().size() % 3)};
  });
  auto i = make_instance(R"(, "threads": 3)");
  std::atomic<int> submitted{0};
  std::atomic<int> completed{0};
  std::atomic<std::uint64_t> latest{0};
  std::atomic<bool> all_submitted{false};
  const auto fetch = [&] {
    const int fd = i.event_fd().value();
    while (!all_submitted || completed < submitted) {
      if (!is_readable(fd, 20ms)) continue;
      for (const auto& e : i.next_events(8).value()) {
        if (e.kind == HTTP_TASK_EVENT_COMPLETED) ++completed;
        EXPECT_FALSE(e.doc.json().empty());
      }
    }
  };
  std::thread first(fetch);
  std::thread second(fetch);
  const auto submit_one = [&](unsigned mode) {
    return [&, mode](int n) {
      const auto settings = get(server.url("/" + std::string(static_cast<std::size_t>(n % 7), 'x')));
      const auto task = submit(i, settings, 0, mode);
      ASSERT_TRUE(task);
      latest = *task;
      ++submitted;
    };
  };
  at_once({submit_one(HTTP_TASK_MODE_RUN), submit_one(HTTP_TASK_MODE_RUN), submit_one(HTTP_TASK_MODE_TEST),
           submit_one(HTTP_TASK_MODE_DRY_RUN), [&](int) { static_cast<void>(i.cancel(latest)); },
           [&](int) { static_cast<void>(i.cancel(latest)); }, [&](int) { EXPECT_TRUE(i.statistics()); }});
  all_submitted = true;
  first.join();
  second.join();
  EXPECT_EQ(completed, submitted);
  EXPECT_FALSE(is_readable(i.event_fd().value()));
}

TEST(thread_safety, shutdown_beside_submit_and_cancel) {
  loopback_server server(
      [](const auto&) { return loopback_server::answer{.delay = std::chrono::hours(24)}; });
  auto i = make_instance();
  std::atomic<int> submitted{0};
  const auto settings = get(server.url());
  at_once({[&](int) {
             if (submit(i, settings)) ++submitted;
           },
           [&](int) {
             if (submit(i, settings)) ++submitted;
           },
           [&](int n) { static_cast<void>(i.cancel(static_cast<std::uint64_t>(n))); },
           [&](int n) {
             if (n > rounds / 2) {
               EXPECT_TRUE(i.shutdown());
             }
           }});
  for (int n = 0; n < submitted; ++n)
    EXPECT_EQ(status_of(next_completed(i).doc), "CANCELED");
  EXPECT_FALSE(is_readable(i.event_fd().value()));
}

TEST(thread_safety, instances_come_and_go_beside_each_other) {
  loopback_server server([](const auto&) { return loopback_server::answer{.delay = 2ms}; });
  const auto live = [&](int) {
    auto i = make_instance();
    for (int n = 0; n < 5; ++n)
      EXPECT_TRUE(submit(i, get(server.url())));
    EXPECT_EQ(status_of(next_completed(i).doc), "COMPLETED");
  };
  at_once({live, live, live});
}

} // namespace
} // namespace http_task::testing
