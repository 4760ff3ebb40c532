// One answer, interim or final: Beast's grammar of HTTP/1.1 with this product's policy on what it accepts.
//
// Beast takes a status of 000, an unasked 101, any number of fields, and hands out the body of an unknown or
// stacked transfer coding as it stands. The header is therefore judged here before any body is taken. Used by
// response_reader alone, which owns the buffer.
#pragma once

#include "coding/decoder.hpp"
#include "http/response_reader.hpp"

#include <boost/beast/http/basic_parser.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace http_task::http {

class response_parser final : public boost::beast::http::basic_parser<false> {
public:
  response_parser(const reader_limits& limits, bool answers_head,
                  const response_reader::sink_opener& open_sink);

  // What `failed`, an error of the parser, means; `rest` are the bytes at which it stopped.
  [[nodiscard]] problem to_problem(const boost::beast::error_code& failed, std::string_view rest) const;

  [[nodiscard]] std::optional<message::response>& response() noexcept { return response_; }
  [[nodiscard]] const std::optional<message::response>& response() const noexcept { return response_; }
  [[nodiscard]] bool interim() const noexcept;
  [[nodiscard]] std::uint64_t body_bytes() const noexcept { return body_bytes_; } // without transfer coding

  [[nodiscard]] std::uint64_t content_bytes() const noexcept { return content_bytes_; }

  // Room for the bytes that come next in the body itself, where they stay as they come: no copy then. Empty
  // for any other body, and when fewer than `least` are to come. They are parsed next, or the room is left.
  [[nodiscard]] std::span<char> body_room(std::size_t least, std::size_t most);
  void leave_body_room() { response_->body.resize(*std::exchange(in_place_from_, std::nullopt)); }

  // Its framing says that the answer is complete: whether its content coding says so too, and its sink has it
  // all. Not while it is paused.
  [[nodiscard]] std::optional<problem> finish_content();

  // The body announces more than it may have. What comes of it is kept, but nothing is worth waiting for.
  [[nodiscard]] bool is_overlong() const noexcept { return overlong_; }
  [[nodiscard]] problem body_too_large() const;

  // The sink takes no more for now; what was parsed may go on, but nothing should be read.
  [[nodiscard]] bool is_held() const { return is_paused() || (sink_ && !sink_->ready()); }
  // A part of what was parsed is not decoded yet, for the sink took no more.
  [[nodiscard]] bool is_paused() const { return decoder_ && decoder_->is_paused(); }
  void when_ready(message::wake_call wake) const { sink_->when_ready(std::move(wake)); }
  // Goes on decoding as far as the sink takes it.
  [[nodiscard]] std::optional<problem> resume() { return is_paused() ? decode({}) : std::nullopt; }
  // The next field is a Connection that is none of options (RFC 9110, section 7.6.1), under another first
  // letter than `first`: whatever it says, the connection is not used again. False when it was not refused
  // for that.
  [[nodiscard]] bool take_as_unknown(char first) noexcept;
  [[nodiscard]] bool has_odd_connection() const noexcept { return odd_connection_ != '\0'; }
  [[nodiscard]] bool in_trailers() const noexcept { return in_trailers_; }
  [[nodiscard]] int version() const noexcept { return version_; } // 11, 10; 0 before the status line

  // The bytes of the header, and of those after it what the chunked coding added to the data, are not too
  // many.
  [[nodiscard]] bool within_limits(std::uint64_t header, std::uint64_t after_header) const noexcept;
  [[nodiscard]] problem header_too_large() const;

private:
  using error_code = boost::beast::error_code;
  using text = boost::beast::string_view;

  void on_request_impl(boost::beast::http::verb, text, text, int, error_code&) override {}
  void on_response_impl(int code, text reason, int version, error_code& ec) override;
  void on_field_impl(boost::beast::http::field, text name, text value, error_code& ec) override;
  void on_header_impl(error_code& ec) override;
  void on_body_init_impl(const boost::optional<std::uint64_t>& length, error_code& ec) override;
  std::size_t on_body_impl(text body, error_code& ec) override;
  void on_chunk_header_impl(std::uint64_t size, text extension, error_code& ec) override;
  std::size_t on_chunk_body_impl(std::uint64_t remain, text body, error_code& ec) override;
  void on_finish_impl(error_code& ec) override;

  [[nodiscard]] std::optional<problem> judge_framing() const;
  void prepare_decoding();
  [[nodiscard]] std::optional<problem> keep(std::string_view content);
  [[nodiscard]] std::optional<problem> decode(std::string_view encoded);
  void refuse(problem p, error_code& ec);

  reader_limits limits_;
  std::optional<message::response> response_;
  int version_ = 0;
  std::uint32_t fields_ = 0; // of the header, then of the trailers
  bool in_trailers_ = false;
  char odd_connection_ = '\0'; // its first letter
  bool restores_name_ = false; // of the next field
  std::uint64_t chunks_ = 0;
  bool overlong_ = false;
  bool body_begun_ = false;                  // its memory stays where it is
  std::optional<std::size_t> in_place_from_; // the size of the body before its room
  std::uint64_t body_bytes_ = 0;
  std::uint64_t content_bytes_ = 0;
  const response_reader::sink_opener& open_sink_; // the reader's
  std::unique_ptr<message::body_sink> sink_;      // null: into the response
  std::string piece_;                             // decoded, on its way to the sink
  std::optional<coding::decoder> decoder_;
  std::unique_ptr<const problem> unknown_coding_; // the body is kept as it comes
  std::unique_ptr<const problem> refusal_;        // set when the policy, not the grammar, says no
};

} // namespace http_task::http
