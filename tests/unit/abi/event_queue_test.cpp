#include "abi/event_queue.hpp"

#include "http_task/executor.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include <poll.h>

namespace http_task::abi {
namespace {

bool is_readable(const event_queue& q) {
  pollfd p{.fd = q.descriptor(), .events = POLLIN, .revents = 0};
  return ::poll(&p, 1, 0) == 1;
}

void complete(event_queue& q, std::uint64_t task) {
  ASSERT_TRUE(q.reserve());
  q.push_completed(task, task * 10, "{}", "body");
}

TEST(event_queue, gives_events_in_order) {
  event_queue q(10);
  complete(q, 1);
  q.push_latest(HTTP_TASK_EVENT_PROGRESS, 2, 20, "p");
  complete(q, 3);
  const auto events = q.take(10);
  ASSERT_EQ(events.size(), 3U);
  auto e = events.begin();
  EXPECT_EQ(e->kind, HTTP_TASK_EVENT_COMPLETED);
  EXPECT_EQ(e->task, 1U);
  EXPECT_EQ(e->user_tag, 10U);
  EXPECT_EQ(e->document->json, "{}");
  EXPECT_EQ(e->document->body, "body");
  ++e;
  EXPECT_EQ(e->kind, HTTP_TASK_EVENT_PROGRESS);
  EXPECT_EQ(e->document->json, "p");
  EXPECT_EQ((++e)->task, 3U);
}

TEST(event_queue, the_descriptor_says_exactly_whether_there_are_events) {
  event_queue q(10);
  EXPECT_FALSE(is_readable(q));
  EXPECT_EQ(q.take(5).size(), 0U);
  EXPECT_FALSE(is_readable(q));
  complete(q, 1);
  complete(q, 2);
  EXPECT_TRUE(is_readable(q));
  EXPECT_EQ(q.take(0).size(), 0U);
  EXPECT_TRUE(is_readable(q));
  EXPECT_EQ(q.take(1).size(), 1U);
  EXPECT_TRUE(is_readable(q));
  EXPECT_EQ(q.take(9).size(), 1U);
  EXPECT_FALSE(is_readable(q));
  q.push_latest(HTTP_TASK_EVENT_PROGRESS, 3, 0, "p");
  EXPECT_TRUE(is_readable(q));
}

TEST(event_queue, only_the_latest_progress_of_a_task_waits) {
  event_queue q(10);
  ASSERT_TRUE(q.reserve());
  for (int n = 0; n < 100'000; ++n)
    q.push_latest(HTTP_TASK_EVENT_PROGRESS, 1, 0, std::to_string(n));
  q.push_latest(HTTP_TASK_EVENT_PROGRESS, 2, 0, "other");
  q.push_completed(1, 0, "{}", "");
  EXPECT_EQ(q.size(), 3U);
  EXPECT_EQ(q.take(1).front().document->json, "99999");
  q.push_latest(HTTP_TASK_EVENT_PROGRESS, 1, 0, "again");
  const auto rest = q.take(10);
  ASSERT_EQ(rest.size(), 3U);
  EXPECT_EQ(rest.back().document->json, "again");
}

TEST(event_queue, a_task_has_its_place_until_its_completed_was_taken) {
  event_queue q(2);
  ASSERT_TRUE(q.reserve());
  ASSERT_TRUE(q.reserve());
  EXPECT_FALSE(q.reserve());
  q.unreserve();
  ASSERT_TRUE(q.reserve());
  q.push_completed(1, 0, "{}", "");
  EXPECT_FALSE(q.reserve()) << "not taken yet";
  q.push_latest(HTTP_TASK_EVENT_PROGRESS, 2, 0, "p");
  EXPECT_EQ(q.take(1).size(), 1U);
  EXPECT_TRUE(q.reserve());
}

TEST(event_queue, a_callback_takes_the_place_of_the_queue) {
  std::vector<queued_event> got;
  event_queue* self = nullptr;
  bool room_inside = false;
  event_queue q(1, [&](queued_event e) {
    // The task no longer counts when the host hears of its end.
    if (e.kind == HTTP_TASK_EVENT_COMPLETED) {
      room_inside = self->reserve();
      self->unreserve();
    }
    got.push_back(std::move(e));
  });
  self = &q;
  EXPECT_EQ(q.descriptor(), -1);
  ASSERT_TRUE(q.reserve());
  q.push_latest(HTTP_TASK_EVENT_PROGRESS, 1, 5, "p");
  q.push_latest(HTTP_TASK_EVENT_PROGRESS, 1, 5, "q");
  q.push_completed(1, 5, "{}", "b");
  ASSERT_EQ(got.size(), 3U);
  EXPECT_EQ(got[1].document->json, "q");
  EXPECT_EQ(got[2].document->body, "b");
  EXPECT_TRUE(room_inside);
  EXPECT_EQ(q.size(), 0U);
}

TEST(event_queue, nothing_is_lost_between_threads) {
  constexpr std::uint64_t each = 5'000;
  event_queue q(4 * each);
  std::vector<std::thread> writers;
  for (std::uint64_t w = 0; w < 4; ++w) {
    writers.emplace_back([&q, w] {
      for (std::uint64_t n = 0; n < each; ++n) {
        const auto task = w * each + n;
        EXPECT_TRUE(q.reserve());
        if (n % 3 == 0) q.push_latest(HTTP_TASK_EVENT_PROGRESS, task, task, "p");
        q.push_completed(task, task, "{}", "");
      }
    });
  }
  std::vector<bool> seen(4 * each);
  std::size_t completed = 0;
  pollfd p{.fd = q.descriptor(), .events = POLLIN, .revents = 0};
  while (completed < seen.size() && ::poll(&p, 1, 60'000) == 1) {
    for (const auto& e : q.take(64)) {
      if (e.kind != HTTP_TASK_EVENT_COMPLETED) continue;
      EXPECT_FALSE(seen[e.task]);
      seen[e.task] = true;
      ++completed;
    }
  }
  for (auto& w : writers)
    w.join();
  EXPECT_EQ(completed, seen.size());
  EXPECT_FALSE(is_readable(q));
}

} // namespace
} // namespace http_task::abi
