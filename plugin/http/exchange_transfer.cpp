#include "http/exchange_run.hpp"

#include "http/client_core.hpp"
#include "http/network_problem.hpp"
#include "http/request_head.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <string>

namespace http_task::http {
namespace asio = boost::asio;

namespace {

// A body up to this size leaves with the head in one write.
constexpr std::size_t small_body = 16U << 10U;
// Of a longer one this much is handed over at once, so that the time limit of sending sees progress.
constexpr std::size_t largest_piece = 256U << 10U;
// As often bytes move without a wait between; then others have their turn.
constexpr unsigned most_at_once = 8;

} // namespace

// The head, and a small body with it. What cannot leave at once is for send_rest().
void exchange_run::begin_sending() {
  if (result_.connection.reused) {
    result_.connection = connection_->describe();
    result_.connection.reused = true;
  }
  enter("send", &result_.timings.send, deadlines::limit::send);
  reader_ =
      std::make_unique<response_reader>(reader_limits{options_.max_response_bytes, options_.max_header_bytes,
                                                      options_.max_header_fields, options_.max_sink_bytes},
                                        request_->method == "HEAD", observer_.open_sink);
  progress_ = response_reader::progress::more;

  const bool asks = expectation_.begin(request_->has_body(), request_->body_size());
  first_piece_ = write_head(*request_, forwarder(), asks);
  head_size_ = first_piece_.size();
  if (!asks && request_->body && request_->body->size() <= small_body) first_piece_ += *request_->body;
  sent_ = 0;
  const transfer t = connection_->write(first_piece_);
  note_sent(t);
  write_failed_ = static_cast<bool>(t.failed);
  fully_sent_ = !request_->source && sent_ == head_size_ + request_->body_size().value_or(0);
}

asio::awaitable<void> exchange_run::send_rest() {
  co_await send_all(std::string_view(first_piece_).substr(sent_), false);
  if (sent_ < first_piece_.size()) co_return;
  if (expectation_.next() == expectation::step::wait) co_await await_continue();
  if (expectation_.next() != expectation::step::send) co_return;
  if (request_->source) {
    co_await send_source();
    co_return;
  }
  if (request_->body && sent_ == head_size_) co_await send_all(*request_->body, true);
  fully_sent_ = sent_ == head_size_ + request_->body_size().value_or(0);
}

void exchange_run::end_sending() {
  result_.sizes.request_header = std::min<std::uint64_t>(sent_, head_size_);
  result_.sizes.request_body = sent_ - result_.sizes.request_header;
  first_piece_.resize(result_.sizes.request_header);
  result_.request_head =
      forwarder() != nullptr ? mask_proxy_credentials(std::move(first_piece_)) : std::move(first_piece_);
}

void exchange_run::note_sent(const transfer& t) {
  sent_ += t.bytes;
  result_.request_sent = result_.request_sent || t.bytes > 0;
}

// Stops early when the connection fails (what the server may have said before is read next), when the
// exchange is stopped, and, with `watch`, when the server answers before it has everything and refuses
// (RFC 9112, section 9.5).
asio::awaitable<void> exchange_run::send_all(std::string_view data, bool watch) {
  unsigned at_once = 0;
  while (!data.empty() && !write_failed_ && progress_ == response_reader::progress::more && !stop_reason_) {
    const transfer t = connection_->write(data.substr(0, largest_piece));
    note_sent(t);
    data.remove_prefix(t.bytes);
    write_failed_ = static_cast<bool>(t.failed);
    if (write_failed_ || data.empty()) break;
    if (t.first == readiness::nothing) {
      deadlines_.begin(deadlines::limit::send, steady_clock::now());
      if (++at_once % most_at_once == 0) co_await asio::post(asio::use_awaitable);
    } else if (watch && t.first == readiness::writable) {
      co_await connection_->wait_for_either();
    } else {
      co_await connection_->wait(t.first);
    }
    if (watch && !stop_reason_ && !reader_->is_held()) {
      (void)read_now();
      if (reader_->response() && reader_->response()->status >= 400) break;
    }
  }
}

asio::awaitable<void> exchange_run::receive() {
  if (reader_->began()) {
    enter("receive", &result_.timings.receive, deadlines::limit::idle);
    result_.timings.wait = 0; // the answer began while the request was still being sent
  } else {
    enter("wait", &result_.timings.wait, deadlines::limit::first_byte);
  }
  // As good as never is the answer there already.
  readiness first = connection_->has_pending() ? readiness::nothing : readiness::readable;
  unsigned at_once = 0;
  while (progress_ == response_reader::progress::more && !ended()) {
    if (reader_->is_held()) {
      co_await wait_for_sink();
      continue;
    }
    if (first != readiness::nothing) {
      co_await connection_->wait(first);
      at_once = 0;
      if (stop_reason_) continue;
    } else if (++at_once % most_at_once == 0) {
      co_await asio::post(asio::use_awaitable);
    }
    first = read_now();
  }
  if (!ended()) judge_forwarded_answer();
}

// What has come, if anything; says what to wait for when there is no more for now.
readiness exchange_run::read_now() {
  const std::span<char> room = reader_->prepare();
  const transfer t = connection_->read(room);
  if (t.bytes == 0) reader_->put_back();
  if (t.first != readiness::nothing) return t.first;
  if (t.failed) {
    stream_ended(t.failed);
    return readiness::nothing;
  }
  if (timing_ == &result_.timings.wait) enter("receive", &result_.timings.receive, deadlines::limit::idle);
  progress_ = reader_->commit(t.bytes);
  if (progress_ == response_reader::progress::failed) fail(reader_->failure());
  watch_reading();
  hear_expectation();
  if (observer_.on_progress) observer_.on_progress(phase_, reader_->body_bytes());
  // Less than there was room for is, most probably, all that there is.
  return t.bytes < room.size() && !connection_->has_pending() ? readiness::readable : readiness::nothing;
}

void exchange_run::stream_ended(const boost::system::error_code& failed) {
  const bool truncated = failed == asio::ssl::error::stream_truncated;
  if (failed == asio::error::eof || truncated) {
    progress_ = reader_->end(truncated ? response_reader::ending::truncated : response_reader::ending::clean);
    if (progress_ == response_reader::progress::done) return;
    problem p = reader_->failure();
    if (!reader_->began()) p = stream_problem(asio::error::eof, request_->origin.host, connection_->peer());
    return fail(std::move(p));
  }
  progress_ = response_reader::progress::failed;
  const tls_session* tls = connection_->tls();
  if (tls != nullptr && tls->is_client_refused(failed)) return fail(tls->client_certificate_problem(failed));
  fail(stream_problem(failed, request_->origin.host, connection_->peer()));
}

// RFC 9112, section 9.3.1: an idle connection may have been closed by the server while the request was on its
// way.
bool exchange_run::should_resend() {
  if (!result_.error || stop_reason_ || !result_.connection.reused || !reader_ || reader_->began())
    return false;
  return result_.error->type.starts_with("conn.") &&
         (is_idempotent(request_->method) || !result_.request_sent) &&
         (!request_->source || request_->source->rewind().has_value());
}

void exchange_run::take_answer() {
  if (!reader_) return;
  result_.connection.http_version = reader_->http_version();
  result_.sizes.response_header = reader_->header_bytes();
  result_.sizes.response_body = reader_->body_bytes();
  const bool reusable = progress_ == response_reader::progress::done && fully_sent_ && reader_->keep_alive();
  result_.response = reader_->take_response();
  result_.sizes.response_content = reader_->content_bytes();
  result_.interim = reader_->take_interim();
  lease_.end(reusable ? std::move(connection_) : nullptr);
}

} // namespace http_task::http
