#include "http/exchange_run.hpp"

#include "http/client_core.hpp"
#include "http/network_problem.hpp"
#include "http/request_head.hpp"

#include <boost/asio/ssl/error.hpp>

#include <algorithm>
#include <string>

namespace http_task::http {
namespace asio = boost::asio;

namespace {

// A body up to this size leaves with the head in one write.
constexpr std::size_t small_body = 16U << 10U;
// Of a longer one this much is handed over at once, so that the time limit of sending sees progress.
constexpr std::size_t largest_piece = 256U << 10U;

} // namespace

asio::awaitable<void> exchange_run::send() {
  if (result_.connection.reused) {
    result_.connection = connection_->describe();
    result_.connection.reused = true;
  }
  enter("send", &result_.timings.send, deadlines::limit::send);
  reader_ = std::make_unique<response_reader>(
      reader_limits{options_.max_response_bytes, options_.max_header_bytes, options_.max_header_fields},
      request_.method == "HEAD", observer_.open_sink);
  progress_ = response_reader::progress::more;

  std::string first = write_head(request_, forwarder());
  const std::size_t head_size = first.size();
  std::string_view rest = request_.body ? std::string_view(*request_.body) : std::string_view();
  if (rest.size() <= small_body) {
    first += rest;
    rest = {};
  }
  std::uint64_t sent = co_await send_all(first, false);
  if (sent == first.size() && !rest.empty()) {
    const std::uint64_t more = co_await send_all(rest, true);
    sent += more;
  }
  const std::size_t in_memory = first.size() + rest.size();
  if (sent == in_memory && request_.source) {
    const std::uint64_t more = co_await send_source();
    sent += more;
  }
  fully_sent_ = sent == head_size + request_.body_size();
  result_.sizes.request_header = std::min<std::uint64_t>(sent, head_size);
  result_.sizes.request_body = sent - result_.sizes.request_header;
  first.resize(result_.sizes.request_header);
  result_.request_head = forwarder() != nullptr ? mask_proxy_credentials(std::move(first)) : std::move(first);
}

// The number of bytes that left. Stops early when the connection fails (what the server may have said before
// is read next), when the exchange is stopped, and, with `watch`, when the server answers before it has
// everything and refuses (RFC 9112, section 9.5).
asio::awaitable<std::uint64_t> exchange_run::send_all(std::string_view data, bool watch) {
  const std::size_t size = data.size();
  while (!data.empty() && progress_ == response_reader::progress::more && !stop_reason_) {
    deadlines_.begin(deadlines::limit::send, steady_clock::now());
    const std::string_view piece = data.substr(0, largest_piece);
    const connection::written w = co_await connection_->write_some(piece, watch);
    data.remove_prefix(w.bytes);
    result_.request_sent = result_.request_sent || w.bytes > 0;
    if (stop_reason_ || w.failed) break;
    if (w.readable) {
      co_await read_some();
      if (reader_->response() && reader_->response()->status >= 400) break;
    }
  }
  co_return size - data.size();
}

// Piece by piece, so that memory holds one of them.
asio::awaitable<std::uint64_t> exchange_run::send_source() {
  std::string piece(static_cast<std::size_t>(std::min<std::uint64_t>(request_.source->size(), largest_piece)),
                    '\0');
  std::uint64_t sent = 0;
  while (sent < request_.source->size()) {
    const auto left =
        static_cast<std::size_t>(std::min<std::uint64_t>(request_.source->size() - sent, piece.size()));
    const result<std::size_t> got = request_.source->read({piece.data(), left});
    if (!got || *got == 0) {
      fail(got ? make_problem("input.path", "The body became shorter while it was sent.") : got.error());
      break;
    }
    const std::uint64_t written = co_await send_all({piece.data(), *got}, true);
    sent += written;
    if (written != *got) break;
  }
  co_return sent;
}

asio::awaitable<void> exchange_run::receive() {
  if (reader_->began()) {
    enter("receive", &result_.timings.receive, deadlines::limit::idle);
    result_.timings.wait = 0; // the answer began while the request was still being sent
  } else {
    enter("wait", &result_.timings.wait, deadlines::limit::first_byte);
  }
  while (progress_ == response_reader::progress::more && !ended())
    co_await read_some();
  if (!ended()) judge_forwarded_answer();
}

asio::awaitable<void> exchange_run::read_some() {
  const connection::transferred t = co_await connection_->read_some(reader_->prepare());
  if (t.bytes == 0) {
    if (!stop_reason_) stream_ended(t.failed);
    co_return;
  }
  if (timing_ == &result_.timings.wait) enter("receive", &result_.timings.receive, deadlines::limit::idle);
  deadlines_.begin(deadlines::limit::idle, steady_clock::now());
  progress_ = reader_->commit(t.bytes);
  if (progress_ == response_reader::progress::failed) fail(reader_->failure());
  if (observer_.on_progress) observer_.on_progress(phase_, reader_->body_bytes());
}

void exchange_run::stream_ended(const boost::system::error_code& failed) {
  const bool truncated = failed == asio::ssl::error::stream_truncated;
  if (failed == asio::error::eof || truncated) {
    progress_ = reader_->end(truncated ? response_reader::ending::truncated : response_reader::ending::clean);
    if (progress_ == response_reader::progress::done) return;
    problem p = reader_->failure();
    if (!reader_->began()) p = stream_problem(asio::error::eof, request_.origin.host, connection_->peer());
    return fail(std::move(p));
  }
  progress_ = response_reader::progress::failed;
  const tls_session* tls = connection_->tls();
  if (tls != nullptr && tls->is_client_refused(failed)) return fail(tls->client_certificate_problem(failed));
  fail(stream_problem(failed, request_.origin.host, connection_->peer()));
}

// RFC 9112, section 9.3.1: an idle connection may have been closed by the server while the request was on its
// way.
bool exchange_run::should_resend() const {
  if (!result_.error || stop_reason_ || !result_.connection.reused || !reader_ || reader_->began())
    return false;
  return result_.error->type.starts_with("conn.") &&
         (is_idempotent(request_.method) || !result_.request_sent);
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
