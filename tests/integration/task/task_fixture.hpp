// An executor for tests, and what becomes of the tasks that it is given.
#pragma once

#include "task/executor.hpp"

#include "support/scripted_server.hpp"
#include "json/parse.hpp"

#include <gtest/gtest.h>

#include <condition_variable>
#include <map>
#include <mutex>

namespace http_task::task {

// Collects the events of an executor; each wait gives up after ten seconds.
class event_log {
public:
  event_sink sink() {
    return [this](event e) {
      const std::lock_guard lock(mutex_);
      (e.what == event::kind::completed ? completed_ : progress_)[e.task].push_back(std::move(e));
      changed_.notify_all();
    };
  }

  json::value completion_of(task_id id) {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, std::chrono::seconds(10), [&] { return completed_.contains(id); }))
      return json::object{{"status", "no completed event came"}};
    return *json::parse(completed_[id].front().json);
  }
  std::size_t completions() {
    const std::lock_guard lock(mutex_);
    std::size_t count = 0;
    for (const auto& [id, events] : completed_)
      count += events.size();
    return count;
  }
  std::vector<event> progress_of(task_id id) {
    const std::lock_guard lock(mutex_);
    return progress_[id];
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<task_id, std::vector<event>> completed_;
  std::map<task_id, std::vector<event>> progress_;
};

class executor_fixture : public ::testing::Test {
protected:
  void start(std::string_view options = R"({"egress": {"allow": ["127.0.0.1"]}})") {
    const result<instance_options> o = read_instance_options(options);
    ASSERT_TRUE(o) << o.error().detail;
    result<std::unique_ptr<executor>> e = executor::create(
        *o, [](std::string_view) { return nullptr; }, log.sink());
    ASSERT_TRUE(e) << e.error().detail;
    tasks = std::move(*e);
  }

  task_id submit(std::uint16_t port, std::string_view more = {}, run_mode mode = run_mode::run) {
    submission s;
    s.mode = mode;
    s.settings = R"({"uri": "http://127.0.0.1:)" + std::to_string(port) + R"(/")" + std::string(more) + "}";
    const result<task_id> id = tasks->submit(std::move(s));
    EXPECT_TRUE(id) << id.error().detail;
    return id ? *id : 0;
  }

  static std::string status(const json::value& v) { return std::string(v.at("status").as_string()); }
  static std::string error_type(const json::value& v) {
    return std::string(v.at("error").at("type").as_string());
  }

  event_log log;
  std::unique_ptr<executor> tasks;
};

} // namespace http_task::task
