// Reads one answer: interim answers, header, body (RFC 9112, sections 4 to 7), from bytes as they come, and
// undoes the content codings of the body.
//
// Sans-io. The grammar is Beast's parser; the policy is here: what the framing may say, how much there may be
// of everything, what counts as complete. Whatever was read stays available when the answer turns out to be
// bad. Memory is bounded by the limits plus one read buffer, whatever the other side sends; with a sink by
// the buffers alone.
#pragma once

#include "base/problem.hpp"
#include "message/exchange.hpp"

#include <boost/system/error_code.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace http_task::http {

class response_parser;

struct reader_limits {
  std::uint64_t body_bytes;    // as it comes, and again once its content coding is undone
  std::uint32_t header_bytes;  // also bounds what the chunked coding adds to the body, and the trailers
  std::uint32_t header_fields; // also of the trailers
  std::optional<std::uint64_t> sink_bytes{}; // in place of body_bytes for what goes to a sink
};

class response_reader {
public:
  enum class progress { more, done, failed };
  enum class ending {
    clean,    // the connection was closed in order
    truncated // TLS ended without close_notify: anybody on the way could have cut it
  };

  using sink_opener = std::function<std::unique_ptr<message::body_sink>(const message::response& head)>;

  // `open_sink` as in exchange_observer. RFC 9112, section 6.3: the answer to HEAD has no body whatever its
  // header says.
  response_reader(const reader_limits& limits, bool answers_head, sink_opener open_sink = {});
  ~response_reader();
  response_reader(const response_reader&) = delete;
  response_reader& operator=(const response_reader&) = delete;

  // Where the next bytes go: never empty. Valid until commit() or put_back(), of which one follows before the
  // thread does anything else: the room is lent.
  [[nodiscard]] std::span<char> prepare();
  // `size` bytes were written there. Must not be called once it said done or failed.
  [[nodiscard]] progress commit(std::size_t size);
  // None were.
  void put_back();
  // The body announces more bytes than it may have: why it will fail however it goes on.
  [[nodiscard]] std::optional<problem> overlong() const;
  // The sink takes no more for now: nothing should be read before resume(), which when_ready() says when.
  [[nodiscard]] bool is_held() const;
  void when_ready(message::wake_call wake) const;
  [[nodiscard]] progress resume();
  // No more bytes will come. Never more.
  [[nodiscard]] progress end(ending how);

  // At least one byte came, be it of an interim answer.
  [[nodiscard]] bool began() const noexcept;
  // The answer so far; nullopt before its status line was read. `body_complete` is set only when done.
  [[nodiscard]] const std::optional<message::response>& response() const noexcept;
  // Ends the use of the reader.
  [[nodiscard]] std::optional<message::response> take_response() noexcept;
  [[nodiscard]] const std::vector<message::response>& interim() const noexcept;
  [[nodiscard]] std::vector<message::response> take_interim() noexcept;
  // Why it failed, once it has; the phase is the caller's to fill.
  [[nodiscard]] const problem& failure() const noexcept;

  // When done: whether the connection may carry another exchange. Not after bytes that belong to no answer.
  [[nodiscard]] bool keep_alive() const noexcept;
  [[nodiscard]] std::uint64_t header_bytes() const noexcept;  // of all heads, interim ones included
  [[nodiscard]] std::uint64_t body_bytes() const noexcept;    // without transfer coding
  [[nodiscard]] std::uint64_t content_bytes() const noexcept; // without content coding either
  [[nodiscard]] const char* http_version() const noexcept;    // "1.1", "1.0", or "" before the status line

private:
  [[nodiscard]] progress parse();
  [[nodiscard]] std::size_t put_next(boost::system::error_code& failed);
  [[nodiscard]] bool pass_over(std::span<char> rest, const boost::system::error_code& failed);
  [[nodiscard]] std::size_t put_status_line(boost::system::error_code& failed);
  [[nodiscard]] progress finish_answer();
  [[nodiscard]] progress fail(problem p);

  reader_limits limits_;
  bool answers_head_;
  sink_opener open_sink_;
  std::unique_ptr<response_parser> parser_; // of the present answer; an interim one is followed by another
  void grow();
  [[nodiscard]] progress commit_body(std::string_view body);

  std::unique_ptr<char[]> buffer_; // while there are bytes in it; not initialised
  bool is_spare_ = false;          // it is the thread's
  char* direct_ = nullptr;         // prepared in the body itself
  std::size_t size_ = 0;
  std::size_t begin_ = 0; // the bytes not parsed yet are [begin_, end_)
  std::size_t end_ = 0;
  bool began_ = false;
  bool done_ = false;
  std::uint64_t earlier_header_bytes_ = 0; // of the interim answers
  std::uint64_t answer_header_bytes_ = 0;
  std::uint64_t answer_rest_bytes_ = 0;
  std::vector<message::response> interim_;
  std::unique_ptr<const problem> failure_;
};

} // namespace http_task::http
