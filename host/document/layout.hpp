// JSON as text: laid out for reading, and edited in place without touching the rest.
//
// Works on the characters, so that numbers, escapes and the order and repetition of members stay as they were
// written. The text must be valid JSON: parse it first.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::host {

// Laid out with a line for each member and item. `prefix` is put before every line but the first.
[[nodiscard]] std::string indent_json(std::string_view text, std::string_view unit = "  ",
                                      std::string_view prefix = {});

// Without white space between the tokens.
[[nodiscard]] std::string compact_json(std::string_view text);

// A part of the text: [begin, end).
struct text_span {
  std::size_t begin = 0;
  std::size_t end = 0;

  [[nodiscard]] std::string_view in(std::string_view text) const { return text.substr(begin, end - begin); }
};

// A member of an object, or an item of an array, which has no name.
struct json_part {
  text_span name; // with its quotes
  text_span value;
};

// What is directly in the object or array that `text` is, in order; empty for any other value.
[[nodiscard]] std::vector<json_part> parts_of(std::string_view text);

// The value of a member of the object that `text` is, without the white space around it; the last of that
// name when it is repeated, as parsers take it. Nothing when there is none or `text` is no object.
[[nodiscard]] std::optional<text_span> find_member(std::string_view text, std::string_view name);

// The text with `item` (JSON) added at the end of the array at `array`, laid out like the rest of the text:
// indentation and line ends as found, one line when the text has no line breaks.
[[nodiscard]] std::string append_item(std::string_view text, text_span array, std::string_view item);

// `after` written as `before` is, as far as they are the same: what did not change keeps its text, what did
// is laid out like the rest. Both are JSON.
[[nodiscard]] std::string rewrite_json(std::string_view before, std::string_view after);

} // namespace http_task::host
