#include "http/exchange_run.hpp"

#include "http/client_core.hpp"
#include "http/request_head.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>

#include <utility>

namespace http_task::http {
namespace asio = boost::asio;

namespace {

// Failures that another time may not meet; the others would come again with the same request.
bool is_passing(std::string_view type) {
  return type.starts_with("conn.") || type.starts_with("timeout.") || type == "dns.failed" ||
         type == "protocol.truncated";
}

} // namespace

exchange_run::exchange_run(std::shared_ptr<client_core> core, client::id id, message::request request,
                           const exchange_options& options, exchange_observer observer)
    : core_(std::move(core)), id_(id), request_(std::move(request)), options_(options),
      observer_(std::move(observer)), strand_(asio::make_strand(core_->io.get_executor())),
      start_(steady_clock::now()),
      deadlines_({options.connect_timeout, options.read_timeout, options.total_timeout}, start_),
      timer_(strand_), first_origin_(request_.origin), redirector_(options.max_redirects) {}

void exchange_run::start() {
  // Posted, for co_spawn would begin at once on a thread of the strand.
  asio::post(strand_, [self = shared_from_this()] {
    self->watch_time();
    asio::co_spawn(
        self->strand_, self->run(),
        asio::bind_cancellation_slot(self->cancel_.slot(),
                                     [self](const std::exception_ptr& broken) { self->finish(broken); }));
  });
}

void exchange_run::stop(problem reason) {
  asio::post(strand_,
             [self = shared_from_this(), r = std::move(reason)]() mutable { self->stop_here(std::move(r)); });
}

void exchange_run::stop_here(problem reason) {
  if (done_ || stop_reason_) return;
  stop_reason_ = std::move(reason);
  cancel_.emit(asio::cancellation_type::terminal);
}

// A limit that has moved to later meanwhile is waited for again; one that is earlier than the timer sets it
// anew (in enter()).
void exchange_run::watch_time() {
  timer_.expires_at(deadlines_.next());
  timer_.async_wait([self = shared_from_this()](const boost::system::error_code& failed) {
    if (failed || self->done_) return;
    const deadlines::limit over = self->deadlines_.expired(steady_clock::now());
    if (over == deadlines::limit::none) return self->watch_time();
    self->stop_here(self->deadlines_.to_problem(over));
  });
}

void exchange_run::enter(const char* phase, double* timing, std::optional<deadlines::limit> limit) {
  leave_phase();
  phase_ = phase;
  timing_ = timing;
  phase_start_ = steady_clock::now();
  if (limit) deadlines_.begin(*limit, phase_start_);
  if (deadlines_.next() < timer_.expiry()) watch_time();
  if (*phase != '\0' && observer_.on_progress)
    observer_.on_progress(phase, reader_ ? reader_->body_bytes() : 0);
}

void exchange_run::leave_phase() {
  if (timing_ != nullptr) *timing_ = to_milliseconds(steady_clock::now() - phase_start_);
  timing_ = nullptr;
}

void exchange_run::fail(problem p) {
  if (result_.error) return;
  if (p.phase.empty()) p.phase = phase_;
  const std::string& method = result_.redirects.empty() ? request_.method : result_.redirects.front().method;
  if (!p.retryable) p.retryable = is_passing(p.type) && (!result_.anything_sent() || is_idempotent(method));
  result_.error = std::move(p);
}

bool exchange_run::ended() {
  if (stop_reason_) fail(*stop_reason_);
  return result_.error.has_value();
}

asio::awaitable<void> exchange_run::run() {
  // An operation that is cancelled reports it; nothing throws.
  co_await asio::this_coro::throw_if_cancelled(false);
  if (const auto checked = check_request(request_); !checked) {
    problem p = checked.error();
    p.retryable = false;
    fail(std::move(p));
    co_return;
  }
  co_await hop();
  while (redirect())
    co_await hop();
}

// Whether the answer leads to another hop; everything is then ready for it.
bool exchange_run::redirect() {
  if (ended() || progress_ != response_reader::progress::done) return false;
  result<std::optional<redirector::step>> followed = redirector_.follow(request_, *reader_->response());
  if (!followed) fail(followed.error());
  if (!followed || !*followed) return false;
  redirector::step& step = **followed;

  leave_phase();
  take_answer();
  message::redirect taken;
  taken.method = request_.method;
  taken.uri = message::to_url(request_);
  taken.request_head = std::move(result_.request_head);
  taken.answer = std::move(*result_.response);
  taken.answer.body.clear();
  taken.location = std::move(step.location);
  taken.next_method = step.next.method;
  taken.removed = std::move(step.removed);
  if (tls_ && tls_->has_client_certificate() && step.next.origin != first_origin_)
    taken.removed.emplace_back("client certificate");
  taken.timings = result_.timings;
  taken.timings.total = to_milliseconds(steady_clock::now() - start_);
  taken.connection = std::move(result_.connection);

  message::exchange next;
  next.redirects = std::move(result_.redirects);
  next.redirects.push_back(std::move(taken));
  next.last_request = step.next;
  result_ = std::move(next);
  request_ = std::move(step.next);
  reader_.reset();
  progress_ = response_reader::progress::more;
  fully_sent_ = false;
  connection_.reset();
  return rewind_source();
}

bool exchange_run::rewind_source() {
  if (!request_.source) return true;
  if (const result<void> rewound = request_.source->rewind(); !rewound) fail(rewound.error());
  return !result_.error;
}

asio::awaitable<void> exchange_run::hop() {
  if (std::optional<problem> denied = core_->guard.judge_origin(request_.origin)) {
    fail(*std::move(denied));
    co_return;
  }
  find_dialled();
  co_await take_slot();
  if (ended()) co_return;
  connection_ = lease_.take_idle();
  co_await attempt();
  if (should_resend()) {
    leave_phase();
    message::exchange second;
    second.timings.blocked = result_.timings.blocked;
    second.resent_after = std::move(result_.error);
    second.redirects = std::move(result_.redirects);
    second.last_request = std::move(result_.last_request);
    result_ = std::move(second);
    connection_.reset();
    if (rewind_source()) co_await attempt();
  }
}

// On connection_ if there is one, else on a new one.
asio::awaitable<void> exchange_run::attempt() {
  result_.connection.reused = connection_ != nullptr;
  if (!connection_) co_await open_connection();
  if (ended()) co_return;
  co_await send();
  if (ended()) co_return;
  co_await receive();
}

// Runs on the strand once the coroutine is over.
void exchange_run::finish(const std::exception_ptr& broken) {
  leave_phase();
  done_ = true;
  timer_.cancel();
  if (broken)
    fail(make_problem("internal", "The exchange broke off for a reason that is a defect of the plugin."));
  if (progress_ != response_reader::progress::done) (void)ended(); // a complete answer is not taken back
  take_answer();
  // And with it the sink of a body that broke off: nothing of it remains when the end is told.
  reader_.reset();
  result_.timings.total = to_milliseconds(steady_clock::now() - start_);
  {
    const std::lock_guard lock(core_->mutex);
    core_->running.erase(id_);
  }
  const auto on_done = std::exchange(observer_, {}).on_done;
  if (on_done) on_done(std::move(result_));
}

} // namespace http_task::http
