// What the executor is made of, for its own source files: executor.cpp has the tasks and their ends,
// executor_exchange.cpp the exchange of a task with what is waited for before and after it.
#pragma once

#include "http/client.hpp"
#include "message/exchange.hpp"
#include "task/executor.hpp"
#include "task/preparation.hpp"
#include "task/rate_limiter.hpp"
#include "task/retry_plan.hpp"
#include "task/step_cache.hpp"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <unordered_map>
#include <vector>

namespace http_task::task {

// Where a task is; each step forward is taken under the executor's mutex by exactly one thread, so that
// exactly one of them completes it.
enum class stage { queued, waiting, exchanging, draining, ending };

struct running_task {
  task_id id = 0;
  run_mode mode = run_mode::run;
  inspection_level level = inspection_level::info;
  std::uint64_t user_tag = 0;
  time_point submitted;
  task::submission submission; // until it is prepared
  std::optional<std::uint64_t> most_taken;
  bool takes_events = false;
  task::preparation preparation;

  stage at = stage::queued;
  bool cancelled = false;
  std::shared_ptr<http::runtime::timer> timer;
  std::optional<http::client::id> exchange;
  task::streams streams;
  // While the host takes the rest of its body, and while a further attempt is waited for.
  std::unique_ptr<message::exchange> ended;
  std::unique_ptr<retry_plan> plan;
  std::vector<message::attempt> attempts; // before the present one
  time_point not_before{};                // of the next attempt
  double waited = 0;                      // ms for it, by the plan
};

using task_ptr = std::shared_ptr<running_task>;

// How the step wants to be connected.
[[nodiscard]] http::exchange_options connection_options(const settings::request_settings& s);

// The client knows the settings by their members, not where they stand.
[[nodiscard]] problem at_settings(problem p, const settings::request_settings& s);

// Nothing more is given or taken.
void close(const task::streams& s);

struct executor::impl {
  impl(const instance_options& o, description_lookup f, event_sink s)
      : options(o), find_description(std::move(f)), sink(std::move(s)), io(o.threads) {}

  const instance_options options;
  const description_lookup find_description;
  const event_sink sink;
  step_cache known;

  mutable std::mutex mutex;
  std::condition_variable idle;
  std::unordered_map<task_id, task_ptr> in_flight;
  std::mt19937_64 seeds{std::random_device()()}; // of the plans
  rate_limiter limiter;
  task_id last_id = 0;
  std::uint64_t completed = 0;
  std::uint64_t connections_created = 0;
  std::uint64_t connections_reused = 0;
  bool is_shut_down = false;

  // Destroyed first, the client before the runtime that it runs on: their threads use what stands above.
  http::runtime io;
  std::unique_ptr<http::client> client;

  template<class Step>
  void guarded(const task_ptr& t, Step&& step) noexcept;
  void begin(const task_ptr& t);
  std::optional<problem> check_limits(const settings::request_settings& s) const;
  [[nodiscard]] milliseconds total_timeout(const settings::request_settings& s) const;
  void wait_for_turn(const task_ptr& t);
  void wait(const task_ptr& t, steady_clock::duration length);
  void end_wait(task_id id) noexcept;
  void start_exchange(const task_ptr& t);
  void cancel(const task_ptr& t, std::unique_lock<std::mutex>& lock);
  void make_streams(const task_ptr& t);
  std::unique_ptr<message::body_sink> open_sink(const task_ptr& t, const message::response& head);
  void tell(const task_ptr& t, event::kind what, std::string json = "{}");
  void end(const task_ptr& t, std::optional<problem> error) noexcept;
  void end(const task_ptr& t, message::exchange exchange) noexcept;
  [[nodiscard]] bool try_again(const task_ptr& t, message::exchange& x);
  [[nodiscard]] std::string hindrance(const task_ptr& t) const;
  [[nodiscard]] bool wait_for_drain(const task_ptr& t, message::exchange& x);
  void end_drain(task_id id, std::optional<problem> reason) noexcept;
  void conclude(const task_ptr& t, message::exchange exchange) noexcept;
  void deliver(const task_ptr& t, event e) noexcept;
  [[nodiscard]] problem cancellation() const;
};

// What is thrown on the way is out of memory or a defect; the task ends with it, the thread goes on.
template<class Step>
void executor::impl::guarded(const task_ptr& t, Step&& step) noexcept {
  try {
    step();
  } catch (const std::exception& e) {
    end(t, make_problem("internal", e.what()));
  } catch (...) {
    end(t, make_problem("internal", "An exception of unknown type was thrown."));
  }
}

} // namespace http_task::task
