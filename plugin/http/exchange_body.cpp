// Bodies that others give and take, and those that the server has to want first.
#include "http/exchange_run.hpp"

#include "http/handover.hpp"
#include "http/request_head.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace http_task::http {
namespace asio = boost::asio;

namespace {

// Held for a body that comes in pieces: one of them.
constexpr std::size_t largest_source_piece = 256U << 10U;
// RFC 9112, section 7.1: its size in hexadecimal digits and a line end before the data, a line end behind.
constexpr std::size_t before_chunk = 10;
constexpr std::size_t after_chunk = 2;

// Puts the frame of a chunk around the `size` bytes that stand at before_chunk.
std::string_view frame(std::string& piece, std::size_t size) {
  std::array<char, before_chunk> line{};
  char* const end = std::to_chars(line.data(), line.data() + line.size() - 2, size, 16).ptr;
  const auto digits = static_cast<std::size_t>(end - line.data());
  const std::size_t begin = before_chunk - 2 - digits;
  std::copy_n(line.data(), digits, piece.data() + begin);
  piece.replace(before_chunk - 2, 2, "\r\n");
  piece.replace(before_chunk + size, 2, "\r\n");
  return std::string_view(piece).substr(begin, digits + 2 + size + after_chunk);
}

} // namespace

// Ends when the expectation no longer says wait: the server has answered, or did not within its time, which
// is no failure.
asio::awaitable<void> exchange_run::await_continue() {
  deadlines_.begin(deadlines::limit::none, steady_clock::now());
  const auto over = std::make_shared<bool>(false);
  asio::steady_timer timer(executor_, std::min(expectation::patience, options_.read_timeout));
  timer.async_wait([over, self = shared_from_this()](const boost::system::error_code& failed) {
    if (failed || !self->connection_ || self->expectation_.next() != expectation::step::wait) return;
    *over = true;
    self->connection_->interrupt();
  });
  while (expectation_.next() == expectation::step::wait && !*over &&
         progress_ == response_reader::progress::more && !stop_reason_) {
    if (!connection_->has_pending()) co_await connection_->wait(readiness::readable);
    if (!*over && !stop_reason_) (void)read_now();
  }
  if (*over) expectation_.waited();
  limit_time(deadlines::limit::send);
}

// After each read: what the server said may be about the expectation.
void exchange_run::hear_expectation() {
  for (const message::response& interim : reader_->interim())
    expectation_.heard_interim(interim.status);
  if (const auto& answer = reader_->response(); answer && answer->status >= 200)
    expectation_.heard_final(answer->status);
}

// The request goes out once more on a fresh connection; what came of it so far is an attempt.
void exchange_run::begin_again() {
  leave_phase();
  message::attempt first;
  first.error = std::move(result_.error);
  if (reader_ && reader_->response()) first.status = reader_->response()->status;
  first.timings = result_.timings;
  first.timings.total = to_milliseconds(steady_clock::now() - attempt_start_);
  attempt_start_ = steady_clock::now();

  message::exchange next;
  next.timings.blocked = result_.timings.blocked;
  next.earlier_attempts = std::move(result_.earlier_attempts);
  next.earlier_attempts.push_back(std::move(first));
  next.redirects = std::move(result_.redirects);
  next.last_request = std::move(result_.last_request);
  result_ = std::move(next);
  reader_.reset();
  progress_ = response_reader::progress::more;
  fully_sent_ = false;
  giving_moment_ = false;
  connection_.reset();
}

asio::awaitable<void> exchange_run::send_source() {
  message::body_source& source = *request_->source;
  const std::optional<std::uint64_t> size = source.size();
  std::string piece(before_chunk +
                        std::min<std::uint64_t>(size.value_or(largest_source_piece), largest_source_piece) +
                        after_chunk,
                    '\0');
  std::uint64_t taken = 0;
  while (!size || taken < *size) {
    while (!source.ready() && may_send())
      co_await wait_for_source();
    if (!may_send()) co_return;
    const std::size_t room = piece.size() - before_chunk - after_chunk;
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(size ? *size - taken : room, room));
    const result<std::size_t> got = source.read({piece.data() + before_chunk, wanted});
    if (!got || (size && *got == 0)) {
      fail(got ? make_problem("input.path", "The body became shorter while it was sent.") : got.error());
      co_return;
    }
    taken += *got;
    const std::string_view bytes =
        size ? std::string_view(piece).substr(before_chunk, *got) : frame(piece, *got);
    const std::uint64_t before = sent_;
    co_await send_all(bytes, true);
    if (sent_ - before != bytes.size()) co_return;
    if (*got == 0) break; // its frame was that of the last chunk
  }
  fully_sent_ = true;
}

// Nobody has ended the exchange, and no answer says that the rest of the body is not wanted.
bool exchange_run::may_send() const {
  const auto& answer = reader_->response();
  return progress_ == response_reader::progress::more && !stop_reason_ && !result_.error &&
         !(answer && answer->status >= 400);
}

// The time limit of sending is for the server, not for who gives the body; what the server says meanwhile is
// heard.
asio::awaitable<void> exchange_run::wait_for_source() {
  deadlines_.begin(deadlines::limit::none, steady_clock::now());
  const auto wake = std::make_shared<handover<bool>>(executor_);
  request_->source->when_ready([wake] { wake->put(false); });
  connection_->call_when_readable(executor_, [wake] { wake->put(true); });
  const std::optional<bool> readable = co_await wake->take();
  connection_->interrupt();
  if (readable && *readable) (void)read_now();
  limit_time(deadlines::limit::send);
}

// The time limit of reading is for the server, not for who takes the body.
asio::awaitable<void> exchange_run::wait_for_sink() {
  deadlines_.begin(deadlines::limit::none, steady_clock::now());
  const auto wake = std::make_shared<handover<bool>>(executor_);
  reader_->when_ready([wake] { wake->put(true); });
  co_await wake->take();
  if (stop_reason_) co_return;
  progress_ = reader_->resume();
  if (progress_ == response_reader::progress::failed) fail(reader_->failure());
  watch_reading();
}

// Each byte begins the idle limit anew; but for a body that will fail by its length whatever comes.
void exchange_run::watch_reading() {
  if (giving_moment_) return;
  giving_moment_ = reader_->overlong().has_value();
  limit_time(giving_moment_ ? deadlines::limit::excess : deadlines::limit::idle);
}

void exchange_run::limit_time(deadlines::limit limit) {
  deadlines_.begin(limit, steady_clock::now());
  look_in_time();
}

} // namespace http_task::http
