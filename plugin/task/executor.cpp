#include "task/executor.hpp"

#include "task/completion.hpp"
#include "task/executor_impl.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace http_task::task {
namespace {

inspection_level level_of(const submission& s) noexcept {
  return s.level.value_or(s.mode == run_mode::run ? inspection_level::info : inspection_level::debug);
}

} // namespace

problem executor::impl::cancellation() const {
  const std::lock_guard lock(mutex);
  return is_shut_down
             ? make_problem("cancel.shutdown", "The instance was shut down while the task was in flight.")
             : make_problem("cancel.requested",
                            "The task was cancelled before a request, or a further one, was sent.");
}

void executor::impl::begin(const task_ptr& t) {
  t->preparation = prepare(std::exchange(t->submission, {}), find_description, known,
                           options.files ? &*options.files : nullptr);
  preparation& p = t->preparation;
  if (!p.error && p.settings) p.error = check_limits(*p.settings);
  if (t->mode == run_mode::dry_run && p.request && !p.error) {
    const result<void> sendable = client->check(*p.request, connection_options(*p.settings));
    if (!sendable) p.error = at_settings(sendable.error(), *p.settings);
  }
  if (p.error || t->mode == run_mode::dry_run)
    end(t, p.error);
  else
    wait_for_turn(t);
}

// What a step asks for beyond the host's limit is refused; a default that is beyond it shrinks where it is
// used.
std::optional<problem> executor::impl::check_limits(const settings::request_settings& s) const {
  static const settings::request_settings defaults;
  const auto refuse = [&](std::uint64_t found, std::uint64_t most, std::string_view name) {
    return in_source(make_problem("input.limit",
                                  "Expected at most " + std::to_string(most) +
                                      ", which the host of the plugin allows; found " +
                                      std::to_string(found) + ".",
                                  s.pointer + "/" + std::string(name)),
                     "settings");
  };
  const auto count = [](milliseconds ms) { return static_cast<std::uint64_t>(ms.count()); };
  if (s.max_response_bytes > options.max_response_bytes &&
      s.max_response_bytes != defaults.max_response_bytes)
    return refuse(s.max_response_bytes, options.max_response_bytes, "maxResponseBytes");
  if (s.total_timeout > options.max_total_timeout && s.total_timeout != defaults.total_timeout)
    return refuse(count(s.total_timeout), count(options.max_total_timeout), "totalTimeOut");
  return std::nullopt;
}

milliseconds executor::impl::total_timeout(const settings::request_settings& s) const {
  return std::min(s.total_timeout, options.max_total_timeout);
}

void executor::impl::cancel(const task_ptr& t, std::unique_lock<std::mutex>& lock) {
  t->cancelled = true;
  if (t->at == stage::draining) {
    lock.unlock();
    end_drain(t->id,
              make_problem("cancel.requested", "The task was cancelled before the whole body was taken."));
    return;
  }
  if (t->at == stage::waiting) {
    t->at = stage::ending;
    const auto timer = std::exchange(t->timer, nullptr);
    lock.unlock();
    if (timer) http::runtime::cancel(*timer);
    io.post([this, t] { end(t, cancellation()); });
    return;
  }
  const std::optional<http::client::id> exchange = t->exchange;
  lock.unlock();
  if (exchange) client->cancel(*exchange);
}

// The pipes are there from the submission on: the host may give before the task has begun. They know their
// task by its id, for the task holds them.
void executor::impl::make_streams(const task_ptr& t) {
  const stream_wishes& wishes = t->submission.stream;
  const std::weak_ptr<running_task> weak = t;
  const auto telling = [this, weak](event::kind what) {
    return [this, weak, what] {
      if (const task_ptr alive = weak.lock()) tell(alive, what);
    };
  };
  if (wishes.gives_body) {
    t->streams.given = std::make_shared<given_body>(wishes.size, telling(event::kind::writable));
    t->submission.source = t->streams.given;
  }
  if (wishes.takes_body) t->streams.taken = std::make_shared<taken_body>(telling(event::kind::readable));
  t->most_taken = wishes.most_taken;
  t->takes_events = wishes.takes_events;
}

void executor::impl::end(const task_ptr& t, std::optional<problem> error) noexcept {
  if (t->ended) { // by an attempt; another one would have followed
    message::exchange x = std::move(*std::exchange(t->ended, nullptr));
    if (!t->attempts.empty()) t->attempts.pop_back(); // this one
    x.error = std::move(error);
    return conclude(t, std::move(x));
  }
  close(t->streams);
  t->preparation.output.reset();
  deliver(t, complete({t->id, t->user_tag, t->level, t->mode}, t->preparation, nullptr, std::move(error)));
}

void executor::impl::deliver(const task_ptr& t, event e) noexcept {
  {
    const std::lock_guard lock(mutex);
    t->streams = {}; // COMPLETED is their end
  }
  sink(std::move(e));
  const std::lock_guard lock(mutex);
  ++completed;
  in_flight.erase(t->id);
  if (in_flight.empty()) idle.notify_all();
}

executor::executor(std::unique_ptr<impl> i) : impl_(std::move(i)) {}

result<std::unique_ptr<executor>> executor::create(const instance_options& options,
                                                   description_lookup find_description, event_sink sink) {
  auto i = std::make_unique<impl>(options, std::move(find_description), std::move(sink));
  result<std::unique_ptr<http::client>> client = http::client::create(i->io, options.client);
  if (!client) return client.error();
  i->client = std::move(*client);
  return std::unique_ptr<executor>(new executor(std::move(i)));
}

executor::~executor() {
  shutdown();
  std::unique_lock lock(impl_->mutex);
  impl_->idle.wait(lock, [&] { return impl_->in_flight.empty(); });
  lock.unlock();
  // The last step of a task may still be on its way out on one thread after another has told its end.
  impl_->io.join();
}

result<task_id> executor::submit(submission s) {
  auto t = std::make_shared<running_task>();
  t->mode = s.mode;
  t->level = level_of(s);
  t->user_tag = s.user_tag;
  t->submitted = steady_clock::now();
  t->submission = std::move(s);
  impl_->make_streams(t);
  {
    const std::lock_guard lock(impl_->mutex);
    if (impl_->is_shut_down)
      return make_problem("cancel.shutdown", "The instance was shut down; it takes no more tasks.");
    if (impl_->in_flight.size() >= impl_->options.max_tasks)
      return make_problem("limit.tasks",
                          std::to_string(impl_->options.max_tasks) +
                              " tasks are in flight, which is as many as /limits/tasks allows.");
    t->id = ++impl_->last_id;
    impl_->in_flight.emplace(t->id, t);
  }
  impl_->io.post([i = impl_.get(), t] { i->guarded(t, [&] { i->begin(t); }); });
  return t->id;
}

std::optional<task::streams> executor::streams_of(task_id id) const {
  const std::lock_guard lock(impl_->mutex);
  const auto found = impl_->in_flight.find(id);
  return found == impl_->in_flight.end() ? std::nullopt : std::optional(found->second->streams);
}

bool executor::cancel(task_id id) {
  std::unique_lock lock(impl_->mutex);
  if (id == 0 || id > impl_->last_id) return false;
  if (const auto found = impl_->in_flight.find(id); found != impl_->in_flight.end()) {
    const task_ptr t = found->second;
    impl_->cancel(t, lock);
  }
  return true;
}

void executor::shutdown() {
  std::vector<task_ptr> tasks;
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->is_shut_down = true;
    for (const auto& [id, t] : impl_->in_flight)
      tasks.push_back(t);
  }
  for (const task_ptr& t : tasks) {
    std::unique_lock lock(impl_->mutex);
    impl_->cancel(t, lock);
  }
}

statistics executor::get_statistics() const {
  statistics s;
  const std::lock_guard lock(impl_->mutex);
  s.submitted = impl_->last_id;
  s.completed = impl_->completed;
  s.connections_created = impl_->connections_created;
  s.connections_reused = impl_->connections_reused;
  s.in_flight = impl_->in_flight.size();
  return s;
}

bool executor::runs_on_this_thread() const noexcept {
  return impl_->io.running_in_this_thread();
}

} // namespace http_task::task
