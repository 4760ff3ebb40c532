// JSON text member by member, without a tree in between.
//
// Puts commas and colons. What is begun must be ended; names and strings are UTF-8 (base/text.hpp has
// to_utf8).
#pragma once

#include "json/value.hpp"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace http_task::json {

class text_writer {
public:
  // `expected` bytes, about, so that the text need not grow; it may all the same.
  explicit text_writer(std::size_t expected = 0);
  text_writer(const text_writer&) = delete;
  text_writer& operator=(const text_writer&) = delete;

  // What was written; ends the use of the writer.
  [[nodiscard]] std::string take();

  text_writer& begin_object() { return open('{'); }
  text_writer& end_object() { return close('}'); }
  text_writer& begin_array() { return open('['); }
  text_writer& end_array() { return close(']'); }

  // Of a member, before its value: a word of ours, in which nothing is to be escaped.
  text_writer& name(std::string_view word);
  // The same of any text.
  text_writer& foreign_name(std::string_view text);

  text_writer& string(std::string_view text);
  // One in which nothing is to be escaped: plain_prefix() of base/text.hpp is the whole of it.
  text_writer& plain_string(std::string_view text);
  // Of any bytes: a string of their base64.
  text_writer& base64(std::string_view bytes);
  text_writer& boolean(bool b);
  template<std::integral Number>
  requires(!std::same_as<Number, bool>) text_writer& number(Number n) {
    if constexpr (std::is_signed_v<Number>)
      return integer(static_cast<std::int64_t>(n));
    else
      return integer(static_cast<std::uint64_t>(n));
  }
  text_writer& number(double d);
  text_writer& value(const json::value& v);
  // What is JSON already.
  text_writer& raw(std::string_view json);

private:
  text_writer& open(char bracket);
  text_writer& close(char bracket);
  template<class Number>
  text_writer& integer(Number n);

  // A piece is put together at room(most) and ended by wrote(). What is long goes through append instead.
  [[nodiscard]] char* room(std::size_t most) {
    if (static_cast<std::size_t>(end_ - at_) < most) grow(most);
    return at_;
  }
  void grow(std::size_t most);
  text_writer& wrote(char* end) noexcept {
    at_ = end;
    return *this;
  }
  void cut();
  [[nodiscard]] char* separated(char* at) noexcept;
  void separate();
  template<class Append>
  void append(Append&& what);

  std::string text_;
  char* at_ = text_.data(); // where what is written ends; the rest is room
  char* end_ = at_;
  bool follows_value_ = false;
};

} // namespace http_task::json
