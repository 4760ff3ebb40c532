#include "task/executor.hpp"

#include "http/client.hpp"
#include "task/completion.hpp"
#include "task/preparation.hpp"
#include "task/progress.hpp"
#include "task/rate_limiter.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <unordered_map>
#include <utility>
#include <vector>

namespace http_task::task {
namespace {

// Where a task is; each step forward is taken under the executor's mutex by exactly one thread, so that
// exactly one of them completes it.
enum class stage { queued, waiting, exchanging, ending };

struct running_task {
  task_id id = 0;
  run_mode mode = run_mode::run;
  inspection_level level = inspection_level::info;
  std::uint64_t user_tag = 0;
  time_point submitted;
  task::submission submission; // until it is prepared
  task::preparation preparation;

  stage at = stage::queued;
  bool cancelled = false;
  std::shared_ptr<http::runtime::timer> timer;
  std::optional<http::client::id> exchange;
};

using task_ptr = std::shared_ptr<running_task>;

inspection_level level_of(const submission& s) noexcept {
  return s.level.value_or(s.mode == run_mode::run ? inspection_level::info : inspection_level::debug);
}

// How the step wants to be connected.
http::exchange_options connection_options(const settings::request_settings& s) {
  http::exchange_options o;
  o.verify_tls = s.tls.verify;
  if (s.tls.only_1_3) o.tls.min_version = http::tls_version::v1_3;
  o.tls.ca_pem = s.tls.ca;
  const settings::client_certificate& own = s.tls.client_certificate;
  o.tls.certificate_name = own.name;
  o.tls.certificate = {own.certificate, own.key, own.passphrase};
  o.proxy = {s.proxy.url, s.proxy.no_proxy};
  return o;
}

// The client knows the settings by their members, not where they stand.
problem at_settings(problem p, const settings::request_settings& s) {
  return p.source == "settings" ? below(std::move(p), s.pointer) : p;
}

} // namespace

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
  void end_wait(task_id id) noexcept;
  void start_exchange(const task_ptr& t);
  void cancel(const task_ptr& t, std::unique_lock<std::mutex>& lock);
  void end(const task_ptr& t, std::optional<problem> error) noexcept;
  void end(const task_ptr& t, message::exchange exchange) noexcept;
  void deliver(const task_ptr& t, event e) noexcept;
  [[nodiscard]] problem cancellation() const;
};

problem executor::impl::cancellation() const {
  const std::lock_guard lock(mutex);
  return is_shut_down
             ? make_problem("cancel.shutdown", "The instance was shut down while the task was in flight.")
             : make_problem("cancel.requested", "The task was cancelled before a request was sent.");
}

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

void executor::impl::begin(const task_ptr& t) {
  t->preparation =
      prepare(std::move(t->submission), find_description, known, options.files ? &*options.files : nullptr);
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
  const settings::request_settings defaults;
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

void executor::impl::wait_for_turn(const task_ptr& t) {
  const settings::request_settings& s = *t->preparation.settings;
  steady_clock::duration wait{};
  {
    const std::lock_guard lock(mutex);
    if (s.rate_limit && !t->cancelled) {
      const std::string key =
          s.endpoint_id.empty() ? message::to_url(t->preparation.request->origin) : s.endpoint_id;
      const auto window = std::chrono::duration_cast<steady_clock::duration>(
          std::chrono::duration<double>(s.rate_limit->per_seconds));
      const time_point now = steady_clock::now();
      wait = limiter.reserve(key, {s.rate_limit->requests, window}, now) - now;
    }
  }
  if (wait <= steady_clock::duration::zero()) {
    start_exchange(t);
  } else if (wait >= total_timeout(s)) {
    problem p = make_problem("timeout.total",
                             "The rate limit allows the request only in " +
                                 std::to_string(std::chrono::ceil<milliseconds>(wait).count()) +
                                 " ms, which is beyond totalTimeOut (" +
                                 std::to_string(total_timeout(s).count()) + " ms). Nothing was sent.");
    p.retryable = true;
    p.advice = "Start fewer tasks of this endpoint at a time, or raise totalTimeOut.";
    end(t, std::move(p));
  } else {
    std::unique_lock lock(mutex);
    if (t->cancelled) {
      lock.unlock();
      end(t, cancellation());
      return;
    }
    t->at = stage::waiting;
    // The task holds its timer, so the timer only knows its id.
    t->timer = io.call_after(std::chrono::ceil<milliseconds>(wait), [this, id = t->id] { end_wait(id); });
  }
}

void executor::impl::end_wait(task_id id) noexcept {
  task_ptr t;
  {
    const std::lock_guard lock(mutex);
    const auto found = in_flight.find(id);
    if (found == in_flight.end() || found->second->at != stage::waiting) return;
    t = found->second;
    t->at = stage::queued;
  }
  guarded(t, [&] { start_exchange(t); });
}

void executor::impl::start_exchange(const task_ptr& t) {
  bool cancelled = false;
  {
    const std::lock_guard lock(mutex);
    cancelled = t->cancelled;
    t->at = stage::exchanging;
  }
  if (cancelled) {
    end(t, cancellation());
    return;
  }
  const settings::request_settings& s = *t->preparation.settings;
  http::exchange_options o = connection_options(s);
  o.connect_timeout = s.connection_timeout;
  o.read_timeout = s.read_timeout;
  o.total_timeout = total_timeout(s) - std::chrono::floor<milliseconds>(steady_clock::now() - t->submitted);
  o.max_response_bytes = std::min(s.max_response_bytes, options.max_response_bytes);
  o.max_redirects = s.max_redirects;

  http::exchange_observer observer;
  if (t->mode == run_mode::test) {
    observer.on_progress = [this, t, progress = progress_filter()](const char* phase,
                                                                   std::uint64_t bytes) mutable {
      if (progress.worth_telling(phase, bytes, steady_clock::now()))
        sink({event::kind::progress, t->id, t->user_tag, progress_json(phase, bytes), {}});
    };
  }
  if (t->preparation.output) {
    observer.open_sink = [t](const message::response& head) -> std::unique_ptr<message::body_sink> {
      preparation& p = t->preparation;
      // What the server has to say about a refusal is for the eye; a redirect leads to the answer that is
      // meant.
      const bool leads_on =
          p.settings->max_redirects > 0 && head.status / 100 == 3 && head.headers.contains("Location");
      if (!p.settings->accepts(head.status) || leads_on) return nullptr;
      p.output_used = true;
      return std::move(p.output);
    };
  }
  observer.on_done = [this, t](message::exchange x) { end(t, std::move(x)); };

  const http::client::id exchange = client->start(t->preparation.request, o, std::move(observer));
  {
    const std::lock_guard lock(mutex);
    t->exchange = exchange;
    cancelled = t->cancelled;
  }
  if (cancelled) client->cancel(exchange);
}

// `lock` holds the mutex; it is released.
void executor::impl::cancel(const task_ptr& t, std::unique_lock<std::mutex>& lock) {
  t->cancelled = true;
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

void executor::impl::end(const task_ptr& t, std::optional<problem> error) noexcept {
  t->preparation.output.reset();
  deliver(t, complete({t->id, t->user_tag, t->level, t->mode}, t->preparation, nullptr, std::move(error)));
}

void executor::impl::end(const task_ptr& t, message::exchange x) noexcept {
  t->preparation.output.reset(); // where it was not used, nothing of it remains when the end is told
  // The client knows of the exchange alone; what came before it was waiting, too.
  const double before = to_milliseconds(steady_clock::now() - t->submitted) - x.timings.total;
  x.timings.blocked = std::max(0.0, x.timings.blocked) + std::max(0.0, before);
  x.timings.total += std::max(0.0, before);
  std::optional<problem> error = x.error;
  if (error) error = at_settings(*std::move(error), *t->preparation.settings);
  {
    const std::lock_guard lock(mutex);
    if (x.request_sent) ++(x.connection.reused ? connections_reused : connections_created);
    if (error && error->type == "cancel.requested" && is_shut_down) {
      error->type = "cancel.shutdown";
      error->title = problem_title(error->type);
    }
  }
  deliver(t, complete({t->id, t->user_tag, t->level, t->mode}, t->preparation, &x, std::move(error)));
}

void executor::impl::deliver(const task_ptr& t, event e) noexcept {
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
}

result<task_id> executor::submit(submission s) {
  auto t = std::make_shared<running_task>();
  t->mode = s.mode;
  t->level = level_of(s);
  t->user_tag = s.user_tag;
  t->submitted = steady_clock::now();
  t->submission = std::move(s);
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
