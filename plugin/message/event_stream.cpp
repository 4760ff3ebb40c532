#include "message/event_stream.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace http_task::message {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view replacement = "\xEF\xBF\xBD";

// The size of the longest part at the front of `text` that is, or could have become, one character; whether
// it is.
std::pair<std::size_t, bool> first_character(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(0);
  if (lead < 0x80) return {1, true};
  const std::size_t size = lead >= 0xC2 && lead < 0xE0   ? 2
                           : lead >= 0xE0 && lead < 0xF0 ? 3
                           : lead >= 0xF0 && lead < 0xF5 ? 4
                                                         : 0;
  if (size == 0) return {1, false};
  // What keeps out overlong forms, surrogates, and what is beyond U+10FFFF.
  const unsigned lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  for (std::size_t i = 1; i < size; ++i) {
    if (i == text.size() || byte(i) < (i == 1 ? lowest : 0x80) || byte(i) > (i == 1 ? highest : 0xBF))
      return {i, false};
  }
  return {size, true};
}

// "UTF-8 decode" of the Encoding standard: what is no character becomes U+FFFD.
std::string decode_utf8(std::string_view bytes) {
  if (is_utf8(bytes)) return std::string(bytes);
  std::string text;
  while (!bytes.empty()) {
    const auto [size, good] = first_character(bytes);
    text += good ? bytes.substr(0, size) : replacement;
    bytes.remove_prefix(size);
  }
  return text;
}

} // namespace

result<void> event_stream::write(std::string_view bytes, const event_function& on_event) {
  while (!bytes.empty()) {
    if (std::exchange(after_cr_, false) && bytes.front() == '\n') {
      bytes.remove_prefix(1);
      continue;
    }
    const std::size_t end = bytes.find_first_of("\r\n");
    const std::string_view part = bytes.substr(0, end);
    if (line_.size() + part.size() + data_.size() > most_bytes_) {
      problem p = make_problem("limit.event", "An event of the stream has more than " +
                                                  std::to_string(most_bytes_) + " bytes.");
      p.advice = "Take the body as bytes if it is not made of short events.";
      return p;
    }
    line_ += part;
    if (end == std::string_view::npos) return {};
    after_cr_ = bytes[end] == '\r';
    bytes.remove_prefix(end + 1);
    std::string_view line = line_;
    if (!std::exchange(began_, true) && line.starts_with(byte_order_mark))
      line.remove_prefix(byte_order_mark.size());
    take_line(line, on_event);
    line_.clear();
  }
  return {};
}

void event_stream::take_line(std::string_view line, const event_function& on_event) {
  if (line.empty()) return dispatch(on_event);
  const std::size_t colon = std::min(line.find(':'), line.size());
  const std::string_view name = line.substr(0, colon);
  std::string_view value = line.substr(std::min(colon + 1, line.size()));
  if (value.starts_with(' ')) value.remove_prefix(1);

  if (name == "data") {
    data_.append(value).push_back('\n');
  } else if (name == "event") {
    type_ = value;
  } else if (name == "id") {
    if (value.find('\0') == std::string_view::npos) id_ = value;
  } else if (name == "retry") {
    const bool digits = !value.empty() && value.find_first_not_of("0123456789") == std::string_view::npos;
    std::uint64_t ms = 0;
    if (digits && std::from_chars(value.data(), value.data() + value.size(), ms).ec == std::errc())
      retry_ = ms;
  }
}

void event_stream::dispatch(const event_function& on_event) {
  std::string type = std::exchange(type_, {});
  if (data_.empty()) return;
  server_event e;
  if (!type.empty()) e.type = decode_utf8(type);
  data_.pop_back();
  e.data = decode_utf8(data_);
  data_.clear();
  e.id = decode_utf8(id_);
  e.retry = std::exchange(retry_, std::nullopt);
  on_event(std::move(e));
}

} // namespace http_task::message
