#include "http/response_reader.hpp"

#include "base/text.hpp"
#include "http/response_parser.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <cstring>
#include <string_view>
#include <utility>

namespace http_task::http {
namespace {

constexpr std::size_t own_buffer = 16U << 10U;
constexpr std::size_t largest_read = 128U << 10U; // for long bodies: fewer calls of the system
constexpr std::size_t long_body = 64U << 10U;     // what is left of it goes where it stays

// One for each thread is enough: readers hold it from prepare() to commit() alone.
thread_local std::unique_ptr<char[]> spare_buffer;

std::unique_ptr<char[]> take_spare_buffer() {
  if (spare_buffer) return std::move(spare_buffer);
  return std::make_unique_for_overwrite<char[]>(largest_read);
}
constexpr std::size_t most_interim = 16;

// Beast asserts that a last chunk whose line it saw before has these bytes when it looks again: "0\r\n\r\n".
// No chunked body can end with fewer left, so that waiting for them delays nothing.
constexpr std::size_t shortest_last_chunk = 5;

constexpr std::size_t longest_connection_name = std::string_view("Proxy-Connection:").size();

bool is_connection(std::string_view name) {
  return iequals(name, "Connection") || iequals(name, "Proxy-Connection");
}

// RFC 9110, section 6.5.1: what frames an answer, or is of the connection, means nothing in its trailers.
// Beast judges it there as in the header, so that it gets another name. False if there is nothing of it.
bool rename_framing(std::span<char> trailers) {
  const std::string_view all(trailers.data(), trailers.size());
  std::string_view rest = all.substr(0, all.find("\r\n\r\n"));
  bool renamed = false;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find("\r\n"));
    const std::string_view name = line.substr(0, line.find(':'));
    const auto is = [&](std::string_view other) { return iequals(name, other); };
    if (is("Content-Length") || is("Transfer-Encoding") || is_connection(name)) {
      trailers[static_cast<std::size_t>(name.data() - all.data())] = 'x';
      renamed = true;
    }
    rest.remove_prefix(std::min(line.size() + 2, rest.size()));
  }
  return renamed;
}

constexpr std::string_view bare_status_line = "HTTP/1.1 200\r\n"; // as long as they all are

} // namespace

response_reader::response_reader(const reader_limits& limits, bool answers_head, sink_opener open_sink)
    : limits_(limits), answers_head_(answers_head), open_sink_(std::move(open_sink)),
      parser_(std::make_unique<response_parser>(limits, answers_head, open_sink_)) {}

response_reader::~response_reader() = default;

std::span<char> response_reader::prepare() {
  if (!buffer_) {
    if (const std::span<char> room = parser_->body_room(long_body, largest_read); !room.empty()) {
      direct_ = room.data();
      return room;
    }
    buffer_ = take_spare_buffer();
    size_ = largest_read;
    is_spare_ = true;
  }
  if (begin_ > 0 && end_ == size_) {
    std::memmove(buffer_.get(), buffer_.get() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (end_ == size_) grow(); // parse() bounds what stays unparsed
  return std::span(buffer_.get(), size_).subspan(end_);
}

void response_reader::grow() {
  auto larger = std::make_unique_for_overwrite<char[]>(size_ * 2);
  std::memcpy(larger.get(), buffer_.get(), end_);
  buffer_ = std::move(larger);
  size_ *= 2;
}

// What is not parsed yet stays, in a buffer of its own.
void response_reader::put_back() {
  if (direct_ != nullptr) parser_->leave_body_room();
  direct_ = nullptr;
  std::unique_ptr<char[]> rest;
  const std::size_t left = end_ - begin_;
  if (left > 0) {
    if (!is_spare_) return;
    size_ = std::max(own_buffer, left);
    rest = std::make_unique_for_overwrite<char[]>(size_);
    std::memcpy(rest.get(), buffer_.get() + begin_, left);
  }
  if (is_spare_) spare_buffer = std::move(buffer_);
  is_spare_ = false;
  buffer_ = std::move(rest);
  begin_ = 0;
  end_ = left;
}

response_reader::progress response_reader::commit(std::size_t size) {
  began_ = began_ || size > 0;
  if (direct_ != nullptr && size > 0) return commit_body({std::exchange(direct_, nullptr), size});
  end_ += size;
  const progress now = parse();
  put_back();
  return now;
}

// RFC 9112, section 4: a reader may take the line by its words. Servers leave out the blank before an empty
// reason, which Beast insists upon. It must see none of such a line before: one that it has begun it goes on
// with only when the whole header is there.
std::size_t response_reader::put_status_line(boost::system::error_code& failed) {
  const std::string_view rest(buffer_.get() + begin_, end_ - begin_);
  if (rest.size() < bare_status_line.size() && rest.find('\n') == std::string_view::npos &&
      rest.starts_with(bare_status_line.substr(0, std::min<std::size_t>(rest.size(), 5)))) {
    failed = boost::beast::http::error::need_more;
    return 0;
  }
  const std::size_t code_end = bare_status_line.find('\r');
  if (rest.size() < bare_status_line.size() || rest[code_end] != '\r')
    return parser_->put(boost::asio::buffer(rest), failed);
  std::string line(rest.substr(0, bare_status_line.size()));
  line.insert(code_end, 1, ' ');
  const std::size_t parsed = parser_->put(boost::asio::buffer(line), failed);
  if (parsed == 0) return 0;
  failed = {}; // it only wants the fields
  return parsed - 1;
}

// Hands the parser what it has not seen; says how much of the buffer it took.
std::size_t response_reader::put_next(boost::system::error_code& failed) {
  std::span<char> rest(buffer_.get() + begin_, end_ - begin_);
  std::size_t parsed = parser_->version() == 0
                           ? put_status_line(failed)
                           : parser_->put(boost::asio::buffer(rest.data(), rest.size()), failed);
  while (failed && pass_over(rest.subspan(parsed), failed)) {
    rest = rest.subspan(parsed);
    parsed = parser_->put(boost::asio::buffer(rest.data(), rest.size()), failed);
  }
  return static_cast<std::size_t>(rest.data() - buffer_.get()) + parsed - begin_;
}

// What Beast refuses at the front of `rest`, and need not: from now on it reads it as a field that it does
// not know.
bool response_reader::pass_over(std::span<char> rest, const boost::system::error_code& failed) {
  if (parser_->in_trailers()) return rename_framing(rest);
  const std::string_view name(rest.data(), std::min<std::size_t>(rest.size(), longest_connection_name));
  if (failed != boost::beast::http::error::bad_value || !is_connection(name.substr(0, name.find(':'))) ||
      !parser_->take_as_unknown(rest.front()))
    return false;
  rest.front() = 'x';
  return true;
}

// Of bytes that stand where they stay.
response_reader::progress response_reader::commit_body(std::string_view body) {
  boost::beast::error_code failed;
  answer_rest_bytes_ += parser_->put(boost::asio::buffer(body), failed);
  if (failed && failed != boost::beast::http::error::need_more) return fail(parser_->to_problem(failed, {}));
  return parser_->is_done() ? finish_answer() : progress::more;
}

response_reader::progress response_reader::parse() {
  while (!parser_->is_paused()) {
    const bool in_header = !parser_->is_header_done();
    const bool in_chunks = !in_header && parser_->chunked();
    if (begin_ == end_ || (in_chunks && end_ - begin_ < shortest_last_chunk)) return progress::more;

    boost::beast::error_code failed;
    parser_->eager(!in_header); // stops after the header, whose size is counted apart
    const std::size_t parsed = put_next(failed);
    begin_ += parsed;
    (in_header ? answer_header_bytes_ : answer_rest_bytes_) += parsed;

    const bool starved = failed == boost::beast::http::error::need_more;
    if (failed && !starved) return fail(parser_->to_problem(failed, {buffer_.get() + begin_, end_ - begin_}));
    const std::size_t waiting = starved ? end_ - begin_ : 0;
    if (!parser_->within_limits(answer_header_bytes_ + (in_header ? waiting : 0),
                                answer_rest_bytes_ + waiting))
      return fail(parser_->header_too_large());
    if (parser_->is_done()) {
      if (parser_->is_paused()) return progress::more;
      if (const progress now = finish_answer(); now != progress::more) return now;
    } else if (starved) {
      return progress::more;
    }
  }
  return progress::more;
}

std::optional<problem> response_reader::overlong() const {
  return parser_->is_overlong() ? std::optional(parser_->body_too_large()) : std::nullopt;
}

bool response_reader::is_held() const {
  return parser_->is_held();
}

void response_reader::when_ready(message::wake_call wake) const {
  parser_->when_ready(std::move(wake));
}

response_reader::progress response_reader::resume() {
  if (std::optional<problem> broken = parser_->resume()) return fail(*std::move(broken));
  if (parser_->is_paused()) return progress::more;
  if (!parser_->is_done()) return parse();
  const progress now = finish_answer();
  return now == progress::more ? parse() : now;
}

response_reader::progress response_reader::finish_answer() {
  if (!parser_->interim()) {
    if (std::optional<problem> broken = parser_->finish_content()) return fail(*std::move(broken));
    done_ = true;
    return progress::done;
  }
  interim_.push_back(std::move(*parser_->response()));
  earlier_header_bytes_ += answer_header_bytes_;
  answer_header_bytes_ = answer_rest_bytes_ = 0;
  parser_ = std::make_unique<response_parser>(limits_, answers_head_, open_sink_);
  if (interim_.size() <= most_interim) return progress::more;
  return fail(make_problem("limit.interim", "The server sent more than " + std::to_string(most_interim) +
                                                " interim answers (1xx) and no final one."));
}

response_reader::progress response_reader::end(ending how) {
  if (!parser_->got_some() && begin_ == end_) {
    return fail(make_problem(
        "conn.closed", interim_.empty() ? "The server closed the connection without an answer."
                                        : "The server closed the connection after an interim answer (1xx)."));
  }
  const std::string_view rest(buffer_.get() + begin_, end_ - begin_);
  if (parser_->version() == 0 && !std::string_view("HTTP/").starts_with(rest.substr(0, 5)))
    return fail(
        parser_->to_problem(boost::beast::http::error::bad_version, rest)); // too short for the parser to see
  if (!parser_->is_header_done())
    return fail(
        make_problem("protocol.truncated", "The connection was closed within the header of the answer."));
  if (parser_->is_overlong()) return fail(parser_->body_too_large());
  if (!parser_->need_eof()) {
    const auto missing = parser_->content_length_remaining();
    return fail(
        make_problem("protocol.truncated",
                     "The connection was closed within the body of the answer" +
                         (missing ? "; " + std::to_string(*missing) + " bytes of it are missing." : ".")));
  }
  if (how == ending::truncated)
    return fail(make_problem("protocol.truncated",
                             "The body of the answer ends with the connection, and TLS was ended without "
                             "close_notify: somebody may have cut it."));
  boost::beast::error_code failed;
  parser_->put_eof(failed);
  return finish_answer();
}

response_reader::progress response_reader::fail(problem p) {
  failure_ = std::make_unique<const problem>(std::move(p));
  return progress::failed;
}

bool response_reader::began() const noexcept {
  return began_;
}

const std::optional<message::response>& response_reader::response() const noexcept {
  return parser_->response();
}

std::optional<message::response> response_reader::take_response() noexcept {
  return std::exchange(parser_->response(), std::nullopt);
}

const std::vector<message::response>& response_reader::interim() const noexcept {
  return interim_;
}

std::vector<message::response> response_reader::take_interim() noexcept {
  return std::exchange(interim_, {});
}

const problem& response_reader::failure() const noexcept {
  return *failure_;
}

bool response_reader::keep_alive() const noexcept {
  // HTTP/1.0 with keep-alive is not reused: proxies between are known to pass that wish on without
  // understanding it (RFC 9112, appendix C.2.2).
  return done_ && begin_ == end_ && parser_->version() >= 11 && parser_->keep_alive() &&
         !parser_->has_odd_connection();
}

std::uint64_t response_reader::header_bytes() const noexcept {
  return earlier_header_bytes_ + answer_header_bytes_;
}

std::uint64_t response_reader::body_bytes() const noexcept {
  return parser_->body_bytes();
}

std::uint64_t response_reader::content_bytes() const noexcept {
  return parser_->content_bytes();
}

const char* response_reader::http_version() const noexcept {
  if (parser_->version() == 0) return "";
  return parser_->version() == 11 ? "1.1" : "1.0";
}

} // namespace http_task::http
