#include "json/path_scanner.hpp"

#include "base/text.hpp"
#include "json/utf8.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace http_task::json::path {
namespace {

constexpr std::int64_t largest_integer = (std::int64_t{1} << 53) - 1; // RFC 7493, section 2.2

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}
bool is_lower(char c) noexcept {
  return c >= 'a' && c <= 'z';
}
bool is_alpha(char c) noexcept {
  return is_lower(c) || (c >= 'A' && c <= 'Z');
}

// What stands at a place, as a message shows it.
std::string found_at(std::string_view rest) {
  if (rest.empty()) return "the end";
  if (static_cast<unsigned char>(rest.front()) < 0x20) return code_point_name(rest.front());
  constexpr std::size_t longest = 12;
  const std::string_view shown = utf8_prefix(rest.substr(0, rest.find_first_of(" \t\r\n", 1)), longest);
  return std::string(shown.empty() ? rest.substr(0, 4) : shown);
}

// Of a number that no double can hold: because it is too small, not too large.
bool is_tiny(std::string_view text) {
  constexpr std::size_t digits_of_the_largest = 300;
  const std::size_t exponent = text.find_first_of("eE");
  if (exponent == text.npos) return text.starts_with("0.") || text.starts_with("-0.");
  return text[exponent + 1] == '-' && text.find_first_of(".eE") < digits_of_the_largest;
}

// A number as JSON writes it; nullopt if it is too large for a double. Too small a number is 0.
std::optional<value> to_number(std::string_view text, bool whole) {
  const auto read = [&](auto number) -> std::optional<value> {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
  };
  std::optional<value> number;
  if (whole) number = read(std::int64_t{});
  if (whole && !number) number = read(std::uint64_t{});
  if (!number) number = read(double{});
  return !number && is_tiny(text) ? std::optional<value>(0) : number;
}

} // namespace

scanner::scanner(std::string_view text, path_notation notation) noexcept : text_(text), notation_(notation) {
  if (text.size() > path_limits::bytes)
    too_much("A JSONPath has at most " + std::to_string(path_limits::bytes) + " bytes; this one has " +
             std::to_string(text.size()) + ".");
  else if (!is_utf8(text))
    wrong(0, "the text is not UTF-8");
}

void scanner::fail(std::string_view type, std::size_t position, std::string_view what) {
  if (!failure_) {
    failure_ = make_problem(type, type == "input.limit"
                                      ? std::string(what)
                                      : "JSONPath, character " +
                                            std::to_string(count_scalars(text_.substr(0, position)) + 1) +
                                            ": " + std::string(what) + ".");
  }
  at_ = text_.size();
}

void scanner::wrong(std::size_t position, std::string what) {
  fail("input.invalid", position, what);
}
void scanner::too_much(std::string what) {
  fail("input.limit", at_, what);
}

void scanner::expected(std::string_view what) {
  const std::string found = found_at(text_.substr(at_));
  fail("input.invalid", at_,
       "expected " + std::string(what) + ", found " + (at_end() ? found : "\"" + found + "\""));
}

void scanner::expect(std::string_view token) {
  if (!skip(token)) expected(token);
}

bool scanner::skip(std::string_view token) noexcept {
  if (!next_is(token)) return false;
  at_ += token.size();
  return true;
}

bool scanner::skip_blanks() noexcept {
  const std::size_t begin = at_;
  at_ = std::min(text_.find_first_not_of(" \t\n\r", at_), text_.size());
  return at_ > begin;
}

void scanner::go_back(std::size_t position) noexcept {
  if (!failure_) at_ = position;
}

bool scanner::is_name_byte(char c, bool is_first) const noexcept {
  if (is_alpha(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80) return true;
  return is_digit(c) ? !is_first || notation_ == path_notation::short_form
                     : c == '-' && notation_ == path_notation::short_form;
}

bool scanner::next_is_name() const noexcept {
  return !at_end() && is_name_byte(peek(), true);
}
bool scanner::next_is_number() const noexcept {
  return is_digit(peek()) || peek() == '-';
}

std::string scanner::read_name() {
  const std::size_t begin = at_;
  while (!at_end() && is_name_byte(peek(), at_ == begin))
    ++at_;
  if (at_ == begin) expected("a name");
  return failed() ? std::string() : std::string(text_.substr(begin, at_ - begin));
}

std::string scanner::read_identifier() {
  const std::size_t begin = at_;
  while (is_lower(peek()) || (at_ > begin && (is_digit(peek()) || peek() == '_')))
    ++at_;
  return std::string(text_.substr(begin, at_ - begin));
}

std::string_view scanner::read_digits() noexcept {
  const std::size_t begin = at_;
  while (is_digit(peek()))
    ++at_;
  return text_.substr(begin, at_ - begin);
}

std::int64_t scanner::read_integer() {
  const std::size_t begin = at_;
  const bool negative = skip("-");
  const std::string_view digits = read_digits();
  std::int64_t number = 0;
  if (digits.empty()) {
    expected("an integer");
  } else if (digits.front() == '0' && (negative || digits.size() > 1)) {
    wrong(begin, "an index has no leading zeros, and 0 has no sign");
  } else if (std::from_chars(digits.data(), digits.data() + digits.size(), number).ec != std::errc{} ||
             number > largest_integer) {
    wrong(begin, "an index is at most 9007199254740991 away from 0 (RFC 7493)");
  }
  return negative ? -number : number;
}

value scanner::read_number() {
  const std::size_t begin = at_;
  skip("-");
  const std::string_view digits = read_digits();
  if (digits.empty()) expected("a number");
  if (digits.starts_with('0') && digits.size() > 1) wrong(begin, "a number has no leading zeros");
  bool whole = true;
  if (skip(".")) {
    whole = false;
    if (read_digits().empty()) expected("a digit");
  }
  if (skip("e") || skip("E")) {
    whole = false;
    if (!skip("-")) skip("+");
    if (read_digits().empty()) expected("a digit");
  }
  if (failed()) return nullptr;
  const std::optional<value> number = to_number(text_.substr(begin, at_ - begin), whole);
  if (!number) wrong(begin, "the number is too large");
  return number.value_or(nullptr);
}

std::string scanner::read_string() {
  const std::size_t begin = at_;
  const char quote = text_[at_++];
  std::string text;
  while (!at_end() && peek() != quote) {
    if (static_cast<unsigned char>(peek()) < 0x20)
      wrong(at_, "the control character " + code_point_name(peek()) + " in a string is written as an escape");
    else if (peek() == '\\')
      read_escape(text, quote);
    else
      text += text_[at_++];
  }
  if (at_end())
    wrong(begin, std::string("the string that begins here has no closing ") + quote);
  else
    ++at_;
  return text;
}

void scanner::read_escape(std::string& into, char quote) {
  constexpr std::string_view letters = "bfnrt/\\";
  constexpr std::string_view meant = "\b\f\n\r\t/\\";
  const std::size_t begin = at_++;
  const char c = peek();
  if (!at_end()) ++at_;
  if (c == quote) {
    into += quote;
  } else if (const std::size_t i = letters.find(c); c != '\0' && i != letters.npos) {
    into += meant[i];
  } else if (c == 'u') {
    std::optional<std::uint32_t> unit = read_hex();
    // Section 2.3.1.1: a surrogate stands only as the half of a pair.
    if (unit && *unit >= 0xD800 && *unit <= 0xDBFF) {
      const std::optional<std::uint32_t> low = skip("\\u") ? read_hex() : std::nullopt;
      const bool is_pair = low && *low >= 0xDC00 && *low <= 0xDFFF;
      unit = is_pair ? std::optional(0x10000 + ((*unit - 0xD800) << 10U) + (*low - 0xDC00)) : std::nullopt;
    } else if (unit && *unit >= 0xDC00 && *unit <= 0xDFFF) {
      unit.reset();
    }
    if (unit)
      append_utf8(into, *unit);
    else
      wrong(begin,
            "expected \\u with four hexadecimal digits that are a character, or two of them that are a "
            "surrogate pair");
  } else {
    wrong(begin, std::string("expected one of the escapes \\b \\f \\n \\r \\t \\/ \\\\ \\u and \\") + quote);
  }
}

std::optional<std::uint32_t> scanner::read_hex() {
  constexpr std::size_t digits = 4;
  const std::string_view text = text_.substr(std::min(at_, text_.size()), digits);
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, 16);
  if (error != std::errc{} || end != text.data() + digits) return std::nullopt;
  at_ += digits;
  return number;
}

} // namespace http_task::json::path
