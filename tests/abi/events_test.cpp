// Events: what comes in which order, the descriptor, the callback, structs of newer hosts.
#include "plugin_fixture.hpp"
#include "support/loopback_server.hpp"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace http_task::testing {
namespace {

TEST(events, content_that_is_wrong_arrives_as_completed) {
  auto instance = make_instance();
  for (const auto* settings : {"", "{", "[]", "{}", R"({"uri": "gopher://x/"})", R"({"uri": 1})", "\xFF",
                               R"({"uri": "http://127.0.0.1/${workflow.input.x}"})"}) {
    ASSERT_TRUE(submit(instance, settings)) << settings;
    const auto event = next_completed(instance);
    const auto document = object_of(event.doc);
    EXPECT_EQ(document.at("status"), "FAILED_WITH_TERMINAL_ERROR") << event.doc.json();
    EXPECT_TRUE(document.contains("error")) << settings;
  }
}

TEST(events, a_dry_run_sends_nothing) {
  loopback_server server;
  auto instance = make_instance();
  ASSERT_TRUE(submit(instance, get(server.url("/x")), 0, HTTP_TASK_MODE_DRY_RUN));
  const auto document = object_of(next_completed(instance).doc);
  EXPECT_EQ(document.at("status"), "COMPLETED");
  EXPECT_FALSE(document.contains("response"));
  EXPECT_EQ(server.requests(), 0U);
}

TEST(events, a_test_has_progress_before_its_one_completed) {
  loopback_server server([](const auto&) { return loopback_server::answer{.delay = 20ms}; });
  auto instance = make_instance();
  const auto task = submit(instance, get(server.url("/")), 9, HTTP_TASK_MODE_TEST).value();
  std::vector<unsigned> kinds;
  while ((kinds.empty() || kinds.back() != HTTP_TASK_EVENT_COMPLETED) &&
         is_readable(instance.event_fd().value(), patience)) {
    for (const auto& e : instance.next_events(10).value()) {
      kinds.push_back(e.kind);
      EXPECT_EQ(e.task, task);
      EXPECT_EQ(e.user_tag, 9U);
      if (e.kind == HTTP_TASK_EVENT_PROGRESS) {
        EXPECT_TRUE(object_of(e.doc).contains("phase")) << e.doc.json();
      }
    }
  }
  ASSERT_GE(kinds.size(), 2U);
  for (std::size_t i = 0; i + 1 < kinds.size(); ++i)
    EXPECT_EQ(kinds[i], HTTP_TASK_EVENT_PROGRESS);
  EXPECT_EQ(kinds.back(), HTTP_TASK_EVENT_COMPLETED);
}

TEST(events, the_descriptor_is_readable_until_the_last_event_is_taken) {
  auto instance = make_instance();
  const int fd = instance.event_fd().value();
  EXPECT_FALSE(is_readable(fd));
  for (std::uint64_t n = 0; n < 5; ++n)
    ASSERT_TRUE(submit(instance, "{}", n));
  for (std::size_t taken = 0; taken < 5; ++taken) {
    ASSERT_TRUE(is_readable(fd, patience));
    EXPECT_TRUE(is_readable(fd)) << "waiting does not use it up";
    ASSERT_EQ(instance.next_events(1).value().size(), 1U);
  }
  EXPECT_FALSE(is_readable(fd));
  EXPECT_TRUE(instance.next_events(1).value().empty());
}

TEST(events, a_host_with_larger_structs_is_served) {
  struct newer_event {
    http_task_event known;
    std::uint64_t later;
  };
  struct newer_submission {
    http_task_submission known;
    std::uint64_t later;
  };
  const auto& table = the_plugin()->table();
  http_task_instance* raw = nullptr;
  ASSERT_EQ(table.instance_create(nullptr, nullptr, 0, &raw, nullptr), HTTP_TASK_OK);
  const void* found = nullptr;
  ASSERT_EQ(table.get_interface(raw, HTTP_TASK_EXECUTOR_V1, &found), HTTP_TASK_OK);
  const auto& executor = *static_cast<const http_task_executor_v1*>(found);

  newer_submission submission{};
  submission.known.struct_size = sizeof submission;
  submission.known.mode = HTTP_TASK_MODE_RUN;
  submission.known.settings = "{}";
  submission.known.settings_size = 2;
  submission.later = ~std::uint64_t{0};
  std::uint64_t task = 0;
  for (int n = 0; n < 3; ++n)
    ASSERT_EQ(executor.submit(raw, &submission.known, &task), HTTP_TASK_OK);

  int fd = -1;
  ASSERT_EQ(executor.event_fd(raw, &fd), HTTP_TASK_OK);
  std::array<newer_event, 3> events{};
  for (std::uint32_t taken = 0; taken < events.size();) {
    ASSERT_TRUE(is_readable(fd, patience));
    std::uint32_t count = 0;
    ASSERT_EQ(executor.next_events(raw, &events[taken].known, sizeof(newer_event),
                                   static_cast<std::uint32_t>(events.size()) - taken, &count),
              HTTP_TASK_OK);
    taken += count;
  }
  for (auto& e : events) {
    EXPECT_EQ(e.known.struct_size, sizeof(http_task_event));
    EXPECT_EQ(e.known.kind, HTTP_TASK_EVENT_COMPLETED);
    EXPECT_EQ(e.later, 0U);
    table.document_release(e.known.document);
  }
  EXPECT_EQ(table.instance_destroy(raw), HTTP_TASK_OK);
}

// A host that takes events by callback: counts COMPLETED by tag, and calls back into the instance.
struct callback_host {
  std::mutex mutex;
  std::vector<std::string> statuses;
  http_task_instance* instance = nullptr;
  const http_task_executor_v1* executor = nullptr;
  std::atomic<int> again{0}; // tasks to submit from within the callback
  std::atomic<std::int32_t> destroyed_inside{HTTP_TASK_OK};

  static void on_event(void* user_data, const http_task_event* event) {
    auto& self = *static_cast<callback_host*>(user_data);
    const sdk::document document(the_plugin(), event->document);
    if (event->kind != HTTP_TASK_EVENT_COMPLETED) return;
    self.destroyed_inside = the_plugin()->table().instance_destroy(self.instance);
    if (self.again.fetch_sub(1) > 0) {
      EXPECT_EQ(self.submit("{}"), HTTP_TASK_OK);
    }
    const std::scoped_lock lock(self.mutex);
    self.statuses.push_back(status_of(document));
  }

  void create(std::string_view options) {
    http_task_host host{};
    host.struct_size = sizeof host;
    host.user_data = this;
    host.on_event = &on_event;
    const auto& table = the_plugin()->table();
    ASSERT_EQ(table.instance_create(&host, options.data(), options.size(), &instance, nullptr), HTTP_TASK_OK);
    const void* found = nullptr;
    ASSERT_EQ(table.get_interface(instance, HTTP_TASK_EXECUTOR_V1, &found), HTTP_TASK_OK);
    executor = static_cast<const http_task_executor_v1*>(found);
  }

  std::int32_t submit(std::string_view settings) const {
    http_task_submission s{};
    s.struct_size = sizeof s;
    s.mode = HTTP_TASK_MODE_RUN;
    s.settings = settings.data();
    s.settings_size = settings.size();
    std::uint64_t task = 0;
    return executor->submit(instance, &s, &task);
  }

  std::size_t count() {
    const std::scoped_lock lock(mutex);
    return statuses.size();
  }
};

TEST(events_by_callback, replace_the_queue) {
  callback_host host;
  host.create(instance_options());
  http_task_event event{};
  std::uint32_t count = 0;
  int fd = 0;
  EXPECT_EQ(host.executor->next_events(host.instance, &event, sizeof event, 1, &count),
            HTTP_TASK_E_UNSUPPORTED);
  EXPECT_EQ(host.executor->event_fd(host.instance, &fd), HTTP_TASK_E_UNSUPPORTED);
  EXPECT_EQ(fd, -1);
  EXPECT_EQ(the_plugin()->table().instance_destroy(host.instance), HTTP_TASK_OK);
}

TEST(events_by_callback, may_submit_but_not_destroy) {
  callback_host host;
  host.create(instance_options(R"(, "limits": {"tasks": 1})"));
  host.again = 20;
  ASSERT_EQ(host.submit("{}"), HTTP_TASK_OK);
  for (int i = 0; host.count() < 21 && i < 6000; ++i)
    std::this_thread::sleep_for(10ms);
  EXPECT_EQ(host.count(), 21U);
  EXPECT_EQ(host.destroyed_inside, HTTP_TASK_E_ARGUMENT);
  EXPECT_EQ(the_plugin()->table().instance_destroy(host.instance), HTTP_TASK_OK);
}

TEST(events_by_callback, destroy_delivers_every_completed_before_it_returns) {
  loopback_server server(
      [](const auto&) { return loopback_server::answer{.delay = std::chrono::hours(24)}; });
  callback_host host;
  host.create(instance_options());
  for (int n = 0; n < 40; ++n)
    ASSERT_EQ(host.submit(get(server.url("/"))), HTTP_TASK_OK);
  ASSERT_EQ(the_plugin()->table().instance_destroy(host.instance), HTTP_TASK_OK);
  EXPECT_EQ(host.statuses.size(), 40U);
  for (const auto& status : host.statuses)
    EXPECT_EQ(status, "CANCELED");
}

} // namespace
} // namespace http_task::testing
