#include "message/media_type.hpp"
#include "response/text_json.hpp"
#include "task/completion.hpp"
#include "task/executor_impl.hpp"
#include "task/progress.hpp"
#include "json/text_writer.hpp"

#include <algorithm>
#include <new>
#include <utility>

namespace http_task::task {
namespace {

bool is_event_stream(const message::response& head) {
  const std::string* type = head.headers.find("Content-Type");
  const auto parsed = type ? message::parse_media_type(*type) : std::nullopt;
  return parsed && parsed->essence() == "text/event-stream";
}

std::string answer_head(const message::response& head, const redactor* secrets) {
  json::text_writer out;
  out.begin_object().name("statusCode").number(head.status);
  response::write_text(out.name("reasonPhrase"), head.reason, nullptr);
  response::write_header_map(out.name("headers"), head.headers, secrets);
  out.end_object();
  return out.take();
}

} // namespace

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

problem at_settings(problem p, const settings::request_settings& s) {
  return p.source == "settings" ? below(std::move(p), s.pointer) : p;
}

void close(const task::streams& s) {
  if (s.given) s.given->close();
  if (s.taken) s.taken->close();
}

void executor::impl::wait_for_turn(const task_ptr& t) {
  const settings::request_settings& s = *t->preparation.settings;
  steady_clock::duration left = t->not_before - steady_clock::now();
  {
    const std::lock_guard lock(mutex);
    if (s.rate_limit && !t->cancelled) {
      const std::string key =
          s.endpoint_id.empty() ? message::to_url(t->preparation.request->origin) : s.endpoint_id;
      const auto window = std::chrono::duration_cast<steady_clock::duration>(
          std::chrono::duration<double>(s.rate_limit->per_seconds));
      const time_point now = steady_clock::now();
      left = std::max(
          left, limiter.reserve(key, {s.rate_limit->requests, window}, std::max(now, t->not_before)) - now);
    }
  }
  if (left <= steady_clock::duration::zero()) {
    start_exchange(t);
  } else if (left >= total_timeout(s) - (steady_clock::now() - t->submitted)) {
    if (t->ended) {
      t->preparation.retry_note =
          "the rate limit would allow the next attempt only after totalTimeOut is over.";
      message::exchange x = std::move(*std::exchange(t->ended, nullptr));
      t->attempts.pop_back(); // this one
      return conclude(t, std::move(x));
    }
    problem p = make_problem("timeout.total",
                             "The rate limit allows the request only in " +
                                 std::to_string(std::chrono::ceil<milliseconds>(left).count()) +
                                 " ms, which is beyond totalTimeOut (" +
                                 std::to_string(total_timeout(s).count()) + " ms). Nothing was sent.");
    p.retryable = true;
    p.advice = "Start fewer tasks of this endpoint at a time, or raise totalTimeOut.";
    end(t, std::move(p));
  } else {
    wait(t, left);
  }
}

void executor::impl::wait(const task_ptr& t, steady_clock::duration length) {
  std::unique_lock lock(mutex);
  if (t->cancelled) {
    lock.unlock();
    end(t, cancellation());
    return;
  }
  t->at = stage::waiting;
  // The task holds its timer, so the timer only knows its id.
  t->timer = io.call_after(std::chrono::ceil<milliseconds>(length), [this, id = t->id] { end_wait(id); });
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
  t->ended.reset();
  const settings::request_settings& s = *t->preparation.settings;
  http::exchange_options o = connection_options(s);
  o.connect_timeout = s.connection_timeout;
  o.read_timeout = s.read_timeout;
  o.total_timeout = total_timeout(s) - std::chrono::floor<milliseconds>(steady_clock::now() - t->submitted);
  o.max_response_bytes = std::min(s.max_response_bytes, options.max_response_bytes);
  if (t->streams.taken) o.max_sink_bytes = t->most_taken.value_or(o.max_response_bytes);
  o.max_redirects = s.max_redirects;
  if (s.expect_continue)
    o.expect_continue_from = *s.expect_continue ? std::optional(std::uint64_t{0}) : std::nullopt;

  http::exchange_observer observer;
  if (t->mode == run_mode::test) {
    observer.on_progress = [this, t, progress = progress_filter()](const char* phase,
                                                                   std::uint64_t bytes) mutable {
      if (progress.worth_telling(phase, bytes, steady_clock::now()))
        sink({event::kind::progress, t->id, t->user_tag, progress_json(phase, bytes), {}});
    };
  }
  if (t->preparation.output || t->streams.taken)
    observer.open_sink = [this, t](const message::response& head) { return open_sink(t, head); };
  observer.on_done = [this, t](message::exchange x) { end(t, std::move(x)); };

  const http::client::id exchange = client->start(t->preparation.request, o, std::move(observer));
  {
    const std::lock_guard lock(mutex);
    t->exchange = exchange;
    cancelled = t->cancelled;
  }
  if (cancelled) client->cancel(exchange);
}

void executor::impl::tell(const task_ptr& t, event::kind what, std::string json) {
  sink({what, t->id, t->user_tag, std::move(json), {}});
}

// What the server has to say about a refusal is for the eye; a redirect leads to the answer that is meant.
std::unique_ptr<message::body_sink> executor::impl::open_sink(const task_ptr& t,
                                                              const message::response& head) {
  preparation& p = t->preparation;
  const bool leads_on =
      p.settings->max_redirects > 0 && head.status / 100 == 3 && head.headers.contains("Location");
  if (!p.settings->accepts(head.status) || leads_on) return nullptr;
  if (p.output) {
    p.output_used = true;
    return std::move(p.output);
  }
  if (!t->streams.taken) return nullptr;
  p.body_streamed = true;
  tell(t, event::kind::answered, answer_head(head, t->mode == run_mode::run ? nullptr : &p.secrets));
  return t->streams.taken->open(t->takes_events && is_event_stream(head));
}

void executor::impl::end(const task_ptr& t, message::exchange x) noexcept {
  bool again = false;
  try {
    again = try_again(t, x);
  } catch (...) { // out of memory: this attempt was the last
  }
  if (again)
    guarded(t, [&] { wait_for_turn(t); });
  else if (!wait_for_drain(t, x))
    conclude(t, std::move(x));
}

// What stands against another attempt beside the rules of the settings.
std::string executor::impl::hindrance(const task_ptr& t) const {
  if (t->streams.taken && t->streams.taken->used()) return "the host has taken a part of the body";
  const auto& source = t->preparation.request->source;
  if (source && !source->rewind()) return "the body, which was given piece by piece, is not there any more";
  return {};
}

// Whether a further attempt is on its way; the exchange is then kept as one of the earlier ones.
bool executor::impl::try_again(const task_ptr& t, message::exchange& x) {
  const settings::request_settings& s = *t->preparation.settings;
  x.waited = t->waited;
  if (s.retry.max_attempts <= 1) return false;
  if (!t->plan) {
    const std::lock_guard lock(mutex);
    t->plan = std::make_unique<retry_plan>(s.retry, seeds());
  }
  const bool accepted = x.response && s.accepts(x.response->status);
  const milliseconds left =
      total_timeout(s) - std::chrono::ceil<milliseconds>(steady_clock::now() - t->submitted);
  retry_plan::decision d =
      t->plan->decide(t->preparation.request->method, x, accepted, left, std::chrono::system_clock::now());
  t->preparation.retry_note = d.why;
  if (!d.again) return false;
  if (const std::string not_again = hindrance(t); !not_again.empty()) {
    t->preparation.retry_note = "no further attempt was made: " + not_again + ".";
    return false;
  }
  if (std::optional<problem> failed =
          open_output_again(t->preparation, options.files ? &*options.files : nullptr)) {
    t->preparation.retry_note = "no further attempt was made: " + failed->detail;
    return false;
  }
  auto kept = std::make_unique<message::exchange>(); // before anything is moved: it may throw
  for (message::attempt& earlier : x.earlier_attempts)
    t->attempts.push_back(std::move(earlier));
  message::attempt& made = t->attempts.emplace_back();
  if (x.response) made.status = x.response->status;
  made.error = x.error;
  made.timings = x.timings;
  made.waited = t->waited;
  t->waited = static_cast<double>(d.wait.count());
  t->not_before = steady_clock::now() + d.wait;
  x.earlier_attempts.clear();
  *kept = std::move(x);
  {
    const std::lock_guard lock(mutex);
    t->exchange.reset();
    t->ended = std::move(kept);
  }
  return true;
}

// Whether the host has yet to take what came of a body: COMPLETED comes after it.
bool executor::impl::wait_for_drain(const task_ptr& t, message::exchange& x) {
  if (t->streams.given) t->streams.given->close();
  if (!t->streams.taken || !t->streams.taken->used()) return false;
  {
    const std::lock_guard lock(mutex);
    if (t->cancelled) return false;
    std::unique_ptr<message::exchange> kept(new (std::nothrow) message::exchange(std::move(x)));
    if (!kept) return false;
    t->at = stage::draining;
    t->ended = std::move(kept);
  }
  const auto drained = [this, id = t->id] { io.post([this, id] { end_drain(id, std::nullopt); }); };
  if (t->streams.taken->end(drained)) {
    end_drain(t->id, std::nullopt);
    return true;
  }
  const milliseconds total = total_timeout(*t->preparation.settings);
  const milliseconds left = total - std::chrono::floor<milliseconds>(steady_clock::now() - t->submitted);
  const auto timer = io.call_after(std::max(left, milliseconds(1)), [this, id = t->id, total] {
    end_drain(id, make_problem("timeout.total", "The host did not take the whole body within " +
                                                    std::to_string(total.count()) + " ms."));
  });
  const std::lock_guard lock(mutex);
  t->timer = timer;
  return true;
}

void executor::impl::end_drain(task_id id, std::optional<problem> reason) noexcept {
  task_ptr t;
  std::shared_ptr<http::runtime::timer> timer;
  {
    const std::lock_guard lock(mutex);
    const auto found = in_flight.find(id);
    if (found == in_flight.end() || found->second->at != stage::draining) return;
    t = found->second;
    t->at = stage::ending;
    timer = std::exchange(t->timer, nullptr);
  }
  if (timer) http::runtime::cancel(*timer);
  message::exchange x = std::move(*std::exchange(t->ended, nullptr));
  if (reason) {
    reason->phase = "receive";
    reason->retryable = false;
    if (!x.error) x.error = std::move(reason);
    if (x.response) x.response->body_complete = false;
  }
  io.post([this, t, x = std::make_shared<message::exchange>(std::move(x))] { conclude(t, std::move(*x)); });
}

void executor::impl::conclude(const task_ptr& t, message::exchange x) noexcept {
  close(t->streams);
  x.earlier_attempts.insert(x.earlier_attempts.begin(), std::make_move_iterator(t->attempts.begin()),
                            std::make_move_iterator(t->attempts.end()));
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

} // namespace http_task::task
