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

exchange_run::exchange_run(std::shared_ptr<client_core> core, client::id id,
                           std::shared_ptr<const message::request> request, const exchange_options& options,
                           exchange_observer observer)
    : core_(std::move(core)), id_(id), request_(std::move(request)), options_(options),
      observer_(std::move(observer)), executor_(core_->serial_executor()), start_(steady_clock::now()),
      attempt_start_(start_),
      deadlines_({options.connect_timeout, options.read_timeout, options.total_timeout}, start_),
      first_origin_(request_->origin), expectation_(options.expect_continue_from),
      redirector_(options.max_redirects) {}

exchange_run::~exchange_run() {
  if (!done_) core_->time->remove(*this); // its runtime was stopped
}

void exchange_run::start() {
  // Posted, for co_spawn would begin at once on an I/O thread.
  asio::post(executor_, [self = shared_from_this()] {
    (void)self->stop_if_late();
    asio::co_spawn(
        self->executor_, self->run(),
        asio::bind_cancellation_slot(self->cancel_.slot(),
                                     [self](const std::exception_ptr& broken) { self->finish(broken); }));
  });
}

void exchange_run::stop(problem reason) {
  asio::post(executor_,
             [self = shared_from_this(), r = std::move(reason)]() mutable { self->stop_here(std::move(r)); });
}

void exchange_run::stop_here(problem reason) {
  if (done_ || stop_reason_) return;
  stop_reason_ = std::make_unique<const problem>(std::move(reason));
  cancel_.emit(asio::cancellation_type::terminal);
}

void exchange_run::wake() noexcept {
  if (auto self = weak_from_this().lock())
    asio::post(executor_, [s = std::move(self)] { s->look_at_time(); });
}

bool exchange_run::stop_if_late() {
  const deadlines::limit over = deadlines_.expired(steady_clock::now());
  if (over == deadlines::limit::none) return false;
  stop_here(deadlines_.to_problem(over));
  return true;
}

// A limit that has moved to later meanwhile is looked at again then; one that moves to earlier says so itself
// (in enter()).
void exchange_run::look_at_time() {
  if (done_ || stop_if_late()) return;
  wakes_at_ = deadlines_.next();
  core_->time->wake_at(*this, wakes_at_);
}

// Also for a limit that is earlier than when the time is looked at next.
void exchange_run::look_in_time() {
  if (deadlines_.next() >= wakes_at_) return;
  wakes_at_ = deadlines_.next();
  core_->time->wake_at(*this, wakes_at_);
}

void exchange_run::enter(const char* phase, double* timing, std::optional<deadlines::limit> limit) {
  leave_phase();
  phase_ = phase;
  timing_ = timing;
  phase_start_ = steady_clock::now();
  if (limit) deadlines_.begin(*limit, phase_start_);
  if (*phase == '\0') return; // nothing is waited for yet, in most cases
  look_in_time();
  if (observer_.on_progress) observer_.on_progress(phase, reader_ ? reader_->body_bytes() : 0);
}

void exchange_run::leave_phase() {
  if (timing_ != nullptr) *timing_ = to_milliseconds(steady_clock::now() - phase_start_);
  timing_ = nullptr;
}

void exchange_run::fail(problem p) {
  if (result_.error) return;
  // However the rest of such a body did not come.
  if (const auto overlong = reader_ ? reader_->overlong() : std::nullopt;
      overlong && !p.type.starts_with("cancel."))
    p = *overlong;
  if (p.phase.empty()) p.phase = phase_;
  const std::string& method = result_.redirects.empty() ? request_->method : result_.redirects.front().method;
  if (!p.retryable) p.retryable = may_pass(p.type) && (!result_.anything_sent() || is_idempotent(method));
  result_.error = std::move(p);
}

bool exchange_run::ended() {
  if (stop_reason_) fail(*stop_reason_);
  return result_.error.has_value();
}

// One coroutine for the way that is taken nearly always; what waits on the side has its own.
asio::awaitable<void> exchange_run::run() {
  // An operation that is cancelled reports it; nothing throws.
  co_await asio::this_coro::throw_if_cancelled(false);
  check();
  do {
    begin_hop();
    if (place_) co_await wait_for_slot();
    connection_ = lease_.take_idle();
    do {
      result_.connection.reused = connection_ != nullptr;
      if (!connection_ && !ended()) co_await open_connection();
      if (ended()) break;
      begin_sending();
      if (!fully_sent_) co_await send_rest();
      end_sending();
      if (!ended()) co_await receive();
    } while (resend());
  } while (redirect());
}

void exchange_run::check() {
  const auto checked = check_request(*request_);
  if (checked) return;
  problem p = checked.error();
  p.retryable = false;
  fail(std::move(p));
}

// As far as a connection, if there is an idle one, or a place to wait for one.
void exchange_run::begin_hop() {
  if (ended()) return;
  if (std::optional<problem> denied = core_->guard.judge_origin(request_->origin))
    return fail(*std::move(denied));
  find_dialled();
  if (ended()) return;
  enter("", &result_.timings.blocked, deadlines::limit::none);
  connection_pool::asked asked = core_->pool->ask(key_, executor_);
  if (asked.granted) {
    lease_ = *std::move(asked.granted);
  } else {
    place_ = std::make_unique<connection_pool::asked>(std::move(asked));
    look_in_time();
  }
}

// Whether the answer leads to another hop; everything is then ready for it.
bool exchange_run::redirect() {
  if (ended() || progress_ != response_reader::progress::done) return false;
  result<std::optional<redirector::step>> followed = redirector_.follow(*request_, *reader_->response());
  if (!followed) fail(followed.error());
  if (!followed || !*followed) return false;
  redirector::step& step = **followed;

  leave_phase();
  take_answer();
  message::redirect taken;
  taken.method = request_->method;
  taken.uri = message::to_url(*request_);
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
  next.earlier_attempts = std::move(result_.earlier_attempts);
  request_ = std::make_shared<const message::request>(std::move(step.next));
  next.last_request = request_;
  result_ = std::move(next);
  reader_.reset();
  progress_ = response_reader::progress::more;
  fully_sent_ = false;
  giving_moment_ = false;
  connection_.reset();
  return rewind_source();
}

bool exchange_run::rewind_source() {
  if (!request_->source) return true;
  if (const result<void> rewound = request_->source->rewind(); !rewound) fail(rewound.error());
  return !result_.error;
}

// Whether the request is to be sent once more; everything is then ready for it.
bool exchange_run::resend() {
  if (should_resend()) {
    begin_again();
    return true;
  }
  if (ended() || expectation_.next() != expectation::step::repeat) return false;
  begin_again();
  return rewind_source();
}

// Runs once the coroutine is over.
void exchange_run::finish(const std::exception_ptr& broken) {
  leave_phase();
  done_ = true;
  core_->time->remove(*this);
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
