#include "json/text_writer.hpp"

#include "base/text.hpp"
#include "json/write.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <utility>

namespace http_task::json {
namespace {

// Made at a time: a string cannot grow without its new bytes being set.
constexpr std::size_t step = 1024;
// A longer piece is worth a call of its own, which sets nothing beforehand.
constexpr std::size_t longest_piece = 512;
constexpr std::size_t longest_number = 32;

char* put(char* at, std::string_view piece) noexcept {
  std::memcpy(at, piece.data(), piece.size());
  return at + piece.size();
}

} // namespace

text_writer::text_writer(std::size_t expected) {
  text_.reserve(expected);
  at_ = end_ = text_.data();
}

std::string text_writer::take() {
  cut();
  return std::move(text_);
}

// To what is written.
void text_writer::cut() {
  text_.resize(static_cast<std::size_t>(at_ - text_.data()));
}

void text_writer::grow(std::size_t most) {
  const auto size = static_cast<std::size_t>(at_ - text_.data());
  text_.resize(size + std::max(most, step));
  at_ = text_.data() + size;
  end_ = text_.data() + text_.size();
}

// The comma, where one belongs.
char* text_writer::separated(char* at) noexcept {
  if (follows_value_) *at++ = ',';
  follows_value_ = true;
  return at;
}

void text_writer::separate() {
  wrote(separated(room(1)));
}

template<class Append>
void text_writer::append(Append&& what) {
  cut();
  what(text_);
  at_ = end_ = text_.data() + text_.size();
}

text_writer& text_writer::open(char bracket) {
  char* at = separated(room(2));
  *at++ = bracket;
  follows_value_ = false;
  return wrote(at);
}

text_writer& text_writer::close(char bracket) {
  char* at = room(1);
  *at++ = bracket;
  follows_value_ = true;
  return wrote(at);
}

text_writer& text_writer::name(std::string_view word) {
  char* at = separated(room(word.size() + 4));
  *at++ = '"';
  at = put(at, word);
  at = put(at, "\":");
  follows_value_ = false;
  return wrote(at);
}

text_writer& text_writer::foreign_name(std::string_view text) {
  string(text);
  char* at = room(1);
  *at++ = ':';
  follows_value_ = false;
  return wrote(at);
}

text_writer& text_writer::string(std::string_view text) {
  if (plain_prefix(text) == text.size()) return plain_string(text);
  separate();
  append([&](std::string& out) { append_string(out, text); });
  return *this;
}

text_writer& text_writer::plain_string(std::string_view text) {
  if (text.size() <= longest_piece) {
    char* at = separated(room(text.size() + 3));
    *at++ = '"';
    at = put(at, text);
    *at++ = '"';
    return wrote(at);
  }
  separate();
  append([&](std::string& out) { out.append(1, '"').append(text).append(1, '"'); });
  return *this;
}

text_writer& text_writer::base64(std::string_view bytes) {
  separate();
  append([&](std::string& out) {
    out += '"';
    append_base64(out, bytes);
    out += '"';
  });
  return *this;
}

text_writer& text_writer::boolean(bool b) {
  return raw(b ? "true" : "false");
}

template<class Number>
text_writer& text_writer::integer(Number n) {
  char* const at = separated(room(longest_number));
  return wrote(std::to_chars(at, at + longest_number - 1, n).ptr);
}
template text_writer& text_writer::integer(std::int64_t n);
template text_writer& text_writer::integer(std::uint64_t n);

text_writer& text_writer::number(double d) {
  separate();
  append([&](std::string& out) { append_number(out, d); });
  return *this;
}

text_writer& text_writer::value(const json::value& v) {
  separate();
  append([&](std::string& out) { json::append(out, v); });
  return *this;
}

text_writer& text_writer::raw(std::string_view json) {
  if (json.size() <= longest_piece) return wrote(put(separated(room(json.size() + 1)), json));
  separate();
  append([&](std::string& out) { out += json; });
  return *this;
}

} // namespace http_task::json
