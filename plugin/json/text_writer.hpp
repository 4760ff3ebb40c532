// JSON text member by member, without a tree in between.
//
// Puts commas and colons. What is begun must be ended; names and strings are UTF-8 (base/text.hpp has
// to_utf8).
#pragma once

#include "json/value.hpp"

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace http_task::json {

class text_writer {
public:
  // Appends to `out`, which must outlive the writer.
  explicit text_writer(std::string& out) noexcept : out_(out) {}

  text_writer& begin_object() { return open('{'); }
  text_writer& end_object() { return close('}'); }
  text_writer& begin_array() { return open('['); }
  text_writer& end_array() { return close(']'); }

  // Of a member, before its value: a word of ours, in which nothing is to be escaped.
  text_writer& name(std::string_view word);
  // The same of any text.
  text_writer& foreign_name(std::string_view text);

  text_writer& string(std::string_view text);
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
  text_writer& integer(std::int64_t n);
  text_writer& integer(std::uint64_t n);
  void separate();

  std::string& out_;
  bool follows_value_ = false;
};

} // namespace http_task::json
