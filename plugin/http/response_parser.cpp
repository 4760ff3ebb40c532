#include "http/response_parser.hpp"

#include "base/text.hpp"

#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <utility>

namespace http_task::http {
namespace {

namespace beast_http = boost::beast::http;

// A length announced by the other side is trusted with this much memory before the bytes are there. It is no
// more than address space until they come, while a body that grows is copied as often as it doubles.
constexpr std::uint64_t most_reserved = 64U << 20U;
constexpr std::size_t usual_fields = 16;
// What one chunk may cost beside its data: a size of 16 digits and two line ends come to 20.
constexpr std::uint64_t usual_chunk_overhead = 20;

std::string_view view(boost::beast::string_view text) noexcept {
  return {text.data(), text.size()};
}

// What is decoded at a time on its way to a sink, which says after each such portion whether it takes more.
constexpr std::size_t portion = std::size_t{64} << 10U;

} // namespace

response_parser::response_parser(const reader_limits& limits, bool answers_head,
                                 const response_reader::sink_opener& open_sink)
    : limits_(limits), open_sink_(open_sink) {
  skip(answers_head);
  header_limit(limits.header_bytes);
  body_limit(boost::none); // ours names the limit and keeps the part so far
}

problem response_parser::body_too_large() const {
  problem p = make_problem("limit.body", "The body of the answer has more than " +
                                             std::to_string(limits_.body_bytes) +
                                             " bytes; what came of it up to there is kept.");
  p.advice = "Raise the limit of the body if such an answer is expected, or ask the server for less.";
  return p;
}

bool response_parser::interim() const noexcept {
  return response_ && response_->status / 100 == 1;
}

bool response_parser::within_limits(std::uint64_t header, std::uint64_t after_header) const noexcept {
  if (header > limits_.header_bytes) return false;
  if (!is_header_done() || !chunked()) return true;
  return after_header - body_bytes_ <= limits_.header_bytes + usual_chunk_overhead * chunks_;
}

problem response_parser::header_too_large() const {
  if (is_header_done())
    return make_problem("limit.header", "The chunked coding of the answer adds more than " +
                                            std::to_string(limits_.header_bytes) +
                                            " bytes to its body (chunk extensions or trailers).");
  problem p = make_problem("limit.header", "The header of the answer has more than " +
                                               std::to_string(limits_.header_bytes) + " bytes.");
  p.advice = "Raise the limit of the header if such an answer is expected.";
  return p;
}

void response_parser::refuse(problem p, error_code& ec) {
  refusal_ = std::make_unique<const problem>(std::move(p));
  ec = beast_http::error::bad_value; // any error stops the parser
}

void response_parser::on_response_impl(int code, text reason, int version, error_code& ec) {
  version_ = version;
  if (code < 100)
    return refuse(make_problem("protocol.status_line", "The status of the answer is " + std::to_string(code) +
                                                           "; it must be 100 or more."),
                  ec);
  response_.emplace();
  response_->status = static_cast<unsigned>(code);
  response_->reason = view(reason);
  response_->headers.reserve(usual_fields);
  response_->body_complete = false;
}

void response_parser::on_field_impl(beast_http::field, text name, text value, error_code& ec) {
  if (++fields_ > limits_.header_fields)
    return refuse(make_problem("limit.header", "The answer has more than " +
                                                   std::to_string(limits_.header_fields) + " header fields."),
                  ec);
  // RFC 9110, section 6.5.1: trailers are not merged into the header. Nothing of ours reads them.
  if (is_header_done()) return;
  std::string own_name(view(name));
  if (std::exchange(restores_name_, false)) own_name.front() = odd_connection_;
  response_->headers.add(std::move(own_name), std::string(view(value)));
}

bool response_parser::take_as_unknown(char first) noexcept {
  if (is_header_done() || refusal_ || !response_) return false;
  odd_connection_ = first;
  restores_name_ = true;
  return true;
}

// RFC 9112, section 6.3. Beast has read both fields by now and refused what is malformed; what is left are
// the combinations that parsers on the way read differently, the tools of response splitting.
std::optional<problem> response_parser::judge_framing() const {
  const auto bad = [](std::string detail) { return make_problem("protocol.framing", std::move(detail)); };
  std::size_t codings = 0;
  bool length = false;
  bool chunked_alone = true;
  for (const message::field& f : response_->headers) {
    if (iequals(f.name, "Content-Length")) length = true;
    if (!iequals(f.name, "Transfer-Encoding")) continue;
    ++codings;
    chunked_alone = iequals(trim(f.value), "chunked");
  }
  if (codings == 0) return std::nullopt;
  if (length) return bad("The answer has both Content-Length and Transfer-Encoding.");
  if (version_ < 11)
    return bad("The answer is HTTP/1.0 and has a Transfer-Encoding, which HTTP/1.0 does not know.");
  if (codings > 1 || !chunked_alone)
    return bad(
        "The Transfer-Encoding of the answer is something else than \"chunked\" alone; nothing else was "
        "offered.");
  return std::nullopt;
}

void response_parser::on_header_impl(error_code& ec) {
  const unsigned status = response_->status;
  if (status == 101)
    return refuse(make_problem("protocol.unexpected_upgrade",
                               "The server answered 101 and changed the protocol; no upgrade was asked for."),
                  ec);
  if (status / 100 == 1 || status == 204 || status == 304 || skip())
    return; // no body, whatever the header says
  if (std::optional<problem> bad = judge_framing()) return refuse(std::move(*bad), ec);
  prepare_decoding();
  // With a coding that is not known the body is shown and not handed over.
  if (open_sink_ && !unknown_coding_) sink_ = open_sink_(*response_);
  if (sink_) limits_.body_bytes = limits_.sink_bytes.value_or(limits_.body_bytes);
  if (decoder_) decoder_->limit_to(limits_.body_bytes);
  overlong_ = content_length_remaining().value_or(0) > limits_.body_bytes;
}

// Several fields of a name are one list (RFC 9110, section 5.3).
void response_parser::prepare_decoding() {
  std::string codings;
  for (const message::field& f : response_->headers) {
    if (iequals(f.name, "Content-Encoding")) codings += (codings.empty() ? "" : ",") + f.value;
  }
  if (codings.empty()) return;
  response_->body_encoded = true;
  if (response_->status == 206) return; // a range is of the encoded bytes (RFC 9110, section 14.2)
  result<std::optional<coding::decoder>> decoder = coding::decoder::create(codings, limits_.body_bytes);
  if (!decoder) {
    unknown_coding_ = std::make_unique<const problem>(decoder.error());
    return;
  }
  decoder_ = *std::move(decoder);
  response_->body_encoded = false;
}

std::optional<problem> response_parser::finish_content() {
  if (unknown_coding_ && body_bytes_ > 0) return *unknown_coding_;
  const result<void> decoded = decoder_ ? decoder_->finish() : result<void>();
  const result<void> finished = decoded && sink_ ? sink_->finish() : decoded;
  response_->body_complete = finished.has_value();
  return finished ? std::nullopt : std::optional(finished.error());
}

void response_parser::on_body_init_impl(const boost::optional<std::uint64_t>& length, error_code&) {
  body_begun_ = true;
  if (!sink_)
    response_->body.reserve(
        static_cast<std::size_t>(std::min({length.value_or(0), limits_.body_bytes, most_reserved})));
}

std::span<char> response_parser::body_room(std::size_t least, std::size_t most) {
  if (!body_begun_ || chunked() || sink_ || decoder_) return {};
  const std::uint64_t left =
      std::min(content_length_remaining().value_or(0), limits_.body_bytes - body_bytes_);
  if (left < least) return {};
  std::string& body = response_->body;
  in_place_from_ = body.size();
  body.resize(body.size() + static_cast<std::size_t>(std::min<std::uint64_t>(left, most)));
  return std::span(body).subspan(*in_place_from_);
}

std::optional<problem> response_parser::keep(std::string_view content) {
  content_bytes_ += content.size();
  if (in_place_from_) {
    response_->body.resize(*std::exchange(in_place_from_, std::nullopt) + content.size());
    return std::nullopt;
  }
  if (!sink_) {
    response_->body += content;
    return std::nullopt;
  }
  const result<void> written = sink_->write(content);
  return written ? std::nullopt : std::optional(written.error());
}

std::optional<problem> response_parser::decode(std::string_view encoded) {
  do {
    piece_.clear();
    const result<void> decoded = decoder_->write(encoded, piece_, sink_ ? portion : coding::decoder::all);
    std::optional<problem> failed = keep(piece_); // also what was good before the failure
    if (!decoded) return decoded.error();
    if (failed) return failed;
    encoded = {};
  } while (is_paused() && sink_->ready());
  return std::nullopt;
}

std::size_t response_parser::on_body_impl(text body, error_code& ec) {
  const std::uint64_t room = limits_.body_bytes - body_bytes_;
  const std::size_t taken = static_cast<std::size_t>(std::min<std::uint64_t>(room, body.size()));
  body_bytes_ += taken;
  const std::string_view piece(body.data(), taken);
  if (std::optional<problem> failed = decoder_ ? decode(piece) : keep(piece)) {
    refuse(*std::move(failed), ec);
    return taken;
  }
  if (taken < body.size()) refuse(body_too_large(), ec);
  return taken;
}

void response_parser::on_chunk_header_impl(std::uint64_t size, text, error_code&) {
  ++chunks_;
  if (size == 0) {
    in_trailers_ = true;
    fields_ = 0;
  }
  overlong_ = overlong_ || size > limits_.body_bytes - body_bytes_;
}

std::size_t response_parser::on_chunk_body_impl(std::uint64_t, text body, error_code& ec) {
  return on_body_impl(body, ec);
}

void response_parser::on_finish_impl(error_code&) {
  response_->body_complete = !is_paused();
}

problem response_parser::to_problem(const error_code& failed, std::string_view rest) const {
  if (refusal_) return *refusal_;
  if (failed == beast_http::error::header_limit) return header_too_large();
  if (version_ == 0 || !response_) {
    if (failed == beast_http::error::bad_version && rest.starts_with("HTTP/"))
      return make_problem("protocol.version", "The answer is in a version of HTTP other than 1.1 and 1.0.");
    problem p =
        make_problem("protocol.status_line",
                     "The answer does not begin with a status line of HTTP/1.1 (" + failed.message() + ").");
    p.advice = "Check that the port speaks HTTP, and http or https as the URL says.";
    return p;
  }
  if (is_header_done())
    return make_problem("protocol.chunk",
                        "The chunked coding of the body is broken (" + failed.message() + ").");
  if (failed == beast_http::error::bad_content_length ||
      failed == beast_http::error::multiple_content_length ||
      failed == beast_http::error::bad_transfer_encoding)
    return make_problem("protocol.framing", "The header of the answer leaves open where its body ends (" +
                                                failed.message() + ").");
  return make_problem("protocol.header", "The header of the answer is broken (" + failed.message() + ").");
}

} // namespace http_task::http
