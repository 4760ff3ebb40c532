// Many tasks at once from one thread of the host, and instances that end while tasks are in flight.
#include "plugin_fixture.hpp"
#include "support/loopback_server.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>

namespace http_task::testing {
namespace {

constexpr std::uint64_t many = 1000;

// Answers {"n": N} to /N, up to 60 ms after all requests that nobody cancels have arrived.
loopback_server::answer late(const loopback_server::request& r) {
  const std::string n(r.target().substr(1));
  return {.body = R"({"n": )" + n + "}",
          .delay = std::chrono::milliseconds(std::stoul(n) * 7 % 60),
          .not_before = many - many / 5};
}

// Never answers.
loopback_server::answer never(const loopback_server::request&) {
  return {.delay = std::chrono::hours(24)};
}

// Both ends of each connection are of this process.
bool allow_descriptors(rlim_t number) {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return false;
  limit.rlim_cur = std::min(std::max(limit.rlim_cur, number), limit.rlim_max);
  return ::setrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur >= number;
}

class epoll_set {
public:
  explicit epoll_set(int fd) : handle_(::epoll_create1(EPOLL_CLOEXEC)) {
    epoll_event interest{.events = EPOLLIN, .data = {}};
    EXPECT_EQ(::epoll_ctl(handle_, EPOLL_CTL_ADD, fd, &interest), 0);
  }
  ~epoll_set() { ::close(handle_); }
  epoll_set(const epoll_set&) = delete;
  epoll_set& operator=(const epoll_set&) = delete;

  bool wait(std::chrono::milliseconds longest) {
    epoll_event ready{};
    return ::epoll_wait(handle_, &ready, 1, static_cast<int>(longest.count())) == 1;
  }

private:
  int handle_;
};

TEST(in_flight, a_thousand_from_one_thread_with_a_part_cancelled) {
  if (!allow_descriptors(2 * many + 100)) GTEST_SKIP() << "the system does not allow 2,100 open files";
  loopback_server server(late);
  auto instance = make_instance(R"(, "limits": {"connectionsPerOrigin": 1000})");
  epoll_set readiness(instance.event_fd().value());

  for (std::uint64_t n = 0; n < many; ++n) {
    const auto task = submit(instance, get(server.url("/" + std::to_string(n))), n);
    ASSERT_TRUE(task) << task.error().message;
    if (n % 5 == 0) {
      EXPECT_TRUE(instance.cancel(*task));
    }
  }
  std::map<std::uint64_t, int> completed;
  std::size_t cancelled = 0;
  while (completed.size() < many && readiness.wait(patience)) {
    const auto events = instance.next_events(100);
    ASSERT_TRUE(events);
    for (const auto& e : *events) {
      ASSERT_EQ(e.kind, HTTP_TASK_EVENT_COMPLETED) << "mode RUN has no PROGRESS";
      EXPECT_EQ(++completed[e.user_tag], 1);
      const auto document = object_of(e.doc);
      if (document.at("status") == "CANCELED") {
        EXPECT_EQ(e.user_tag % 5, 0U);
        ++cancelled;
        continue;
      }
      EXPECT_EQ(document.at("status"), "COMPLETED") << e.doc.json();
      EXPECT_EQ(document.at("response").at("body").at("n").to_number<std::uint64_t>(), e.user_tag);
    }
  }
  EXPECT_EQ(completed.size(), many);
  EXPECT_GT(cancelled, 0U);
  EXPECT_FALSE(readiness.wait(0ms)) << "the descriptor is readable although the queue is empty";

  const auto statistics = object_of(instance.statistics().value());
  EXPECT_EQ(statistics.at("submitted"), many);
  EXPECT_EQ(statistics.at("queuedEvents"), 0U);
}

TEST(in_flight, destroy_while_the_server_is_silent) {
  loopback_server server(never);
  for (int round = 0; round < 5; ++round) {
    auto instance = make_instance();
    for (std::uint64_t n = 0; n < 40; ++n)
      ASSERT_TRUE(submit(instance, get(server.url("/")), n));
    // Some tasks are connected in some rounds, none in the first.
    std::this_thread::sleep_for(std::chrono::milliseconds(round * 5));
  }
}

TEST(in_flight, shutdown_completes_what_is_in_flight_and_takes_no_more) {
  loopback_server server(never);
  auto instance = make_instance();
  for (std::uint64_t n = 0; n < 40; ++n)
    ASSERT_TRUE(submit(instance, get(server.url("/")), n));
  ASSERT_TRUE(instance.shutdown());
  const auto refused = submit(instance, get(server.url("/")));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().status, HTTP_TASK_E_SHUT_DOWN);
  for (int n = 0; n < 40; ++n)
    EXPECT_EQ(status_of(next_completed(instance).doc), "CANCELED");
  EXPECT_FALSE(is_readable(instance.event_fd().value()));
  EXPECT_TRUE(instance.list()) << "the catalogue still answers";
}

TEST(in_flight, cancel_ends_a_task_that_waits_for_its_answer) {
  loopback_server server(never);
  auto instance = make_instance();
  const auto task = submit(instance, get(server.url("/")), 7).value();
  for (int i = 0; server.requests() == 0 && i < 1000; ++i)
    std::this_thread::sleep_for(10ms);
  ASSERT_EQ(server.requests(), 1U);
  ASSERT_TRUE(instance.cancel(task));
  ASSERT_TRUE(instance.cancel(task)) << "asking twice is harmless";
  const auto event = next_completed(instance);
  EXPECT_EQ(event.task, task);
  EXPECT_EQ(event.user_tag, 7U);
  EXPECT_EQ(status_of(event.doc), "CANCELED");
  EXPECT_TRUE(instance.cancel(task)) << "so is asking too late";
  EXPECT_FALSE(is_readable(instance.event_fd().value(), 50ms)) << "COMPLETED came twice";
}

TEST(in_flight, documents_live_on_after_the_instance_and_on_another_thread) {
  loopback_server server([](const auto&) { return loopback_server::answer{.body = R"({"kept": true})"}; });
  std::vector<sdk::document> documents;
  {
    auto instance = make_instance();
    documents.push_back(instance.list().value());
    documents.push_back(instance.statistics().value());
    ASSERT_TRUE(submit(instance, get(server.url("/"))));
    documents.push_back(std::move(next_completed(instance).doc));
  }
  std::thread([taken = std::move(documents)] {
    for (const auto& d : taken)
      EXPECT_FALSE(object_of(d).empty());
    const auto body = taken.back().body();
    EXPECT_EQ(std::string(reinterpret_cast<const char*>(body.data()), body.size()), R"({"kept": true})");
  }).join();
}

TEST(in_flight, the_limit_counts_a_task_until_its_completed_was_taken) {
  loopback_server server;
  auto instance = make_instance(R"(, "limits": {"tasks": 2})");
  const auto settings = get(server.url("/"));
  ASSERT_TRUE(submit(instance, settings, 1));
  ASSERT_TRUE(submit(instance, settings, 2));
  const auto third = submit(instance, settings, 3);
  ASSERT_FALSE(third);
  EXPECT_EQ(third.error().status, HTTP_TASK_E_LIMIT);
  // A host that submits the next one as soon as it has seen a COMPLETED is never refused.
  for (std::uint64_t n = 0; n < 200; ++n) {
    EXPECT_EQ(status_of(next_completed(instance).doc), "COMPLETED");
    ASSERT_TRUE(submit(instance, settings, n));
  }
}

} // namespace
} // namespace http_task::testing
