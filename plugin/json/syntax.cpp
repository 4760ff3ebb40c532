#include "json/syntax.hpp"

#include "base/text.hpp"
#include "base/text_words.hpp"

#include <algorithm>
#include <cstdint>

namespace http_task::json {
namespace {

// The largest double has 309 digits before the point.
constexpr std::ptrdiff_t most_digits = 200;
constexpr std::ptrdiff_t most_exponent_digits = 2;

constexpr bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}
constexpr bool is_hex(char c) noexcept {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// Each of these takes where something may begin and returns the place behind it, or null where it is not
// there. Places are handed on by value, so that they stay in registers.

const char* skip_blanks(const char* at, const char* end) noexcept {
  while (at != end && static_cast<unsigned char>(*at) <= ' ' &&
         (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t'))
    ++at;
  return at;
}

const char* skip_escape(const char* at, const char* end) noexcept {
  if (end - at < 2) return nullptr;
  const char c = at[1];
  if (c != 'u') return std::string_view("\"\\/bfnrt").find(c) != std::string_view::npos ? at + 2 : nullptr;
  if (end - at < 6 || !std::all_of(at + 2, at + 6, is_hex)) return nullptr;
  if (to_lower(at[2]) == 'd' && at[3] >= '8') return nullptr; // surrogates
  return at + 6;
}

// From within a string, for one that has more than plain bytes.
const char* skip_rest(const char* at, const char* end) noexcept {
  const char* beyond_ascii = nullptr; // the first such byte
  while (true) {
    at += plain_prefix({at, static_cast<std::size_t>(end - at)});
    if (at == end) return nullptr;
    if (*at == '"') break;
    if (*at == '\\') {
      at = skip_escape(at, end);
      if (at == nullptr) return nullptr;
    } else if (static_cast<unsigned char>(*at) >= 0x80) {
      if (beyond_ascii == nullptr) beyond_ascii = at;
      ++at;
    } else {
      return nullptr; // a control character
    }
  }
  if (beyond_ascii != nullptr && !is_utf8({beyond_ascii, static_cast<std::size_t>(at - beyond_ascii)}))
    return nullptr;
  return at + 1;
}

const char* skip_string(const char* at, const char* end) noexcept {
  if (at == end || *at != '"') return nullptr;
  for (++at; end - at >= static_cast<std::ptrdiff_t>(word_size); at += word_size) {
    const std::uint64_t special = special_bytes(word_at(at));
    if (special == 0) continue;
    at += first_of(special);
    return *at == '"' ? at + 1 : skip_rest(at, end);
  }
  return skip_rest(at, end);
}

// With the colon behind it.
const char* skip_name(const char* at, const char* end) noexcept {
  at = skip_string(at, end);
  if (at == nullptr) return nullptr;
  at = skip_blanks(at, end);
  return at != end && *at == ':' ? at + 1 : nullptr;
}

const char* skip_digits(const char* at, const char* end) noexcept {
  while (at != end && is_digit(*at))
    ++at;
  return at;
}

const char* skip_number(const char* at, const char* end) noexcept {
  if (*at == '-') ++at;
  const char* const whole = at;
  at = skip_digits(at, end);
  std::ptrdiff_t digits = at - whole;
  if (digits == 0 || (digits > 1 && *whole == '0')) return nullptr;
  if (at != end && *at == '.') {
    const char* const fraction = at + 1;
    at = skip_digits(fraction, end);
    if (at == fraction) return nullptr;
    digits += at - fraction;
  }
  if (digits > most_digits) return nullptr;
  if (at == end || (*at != 'e' && *at != 'E')) return at;
  ++at;
  if (at != end && (*at == '+' || *at == '-')) ++at;
  const char* const exponent = at;
  at = skip_digits(at, end);
  return at != exponent && at - exponent <= most_exponent_digits ? at : nullptr;
}

const char* skip_word(const char* at, const char* end, std::string_view word) noexcept {
  const std::string_view rest(at, static_cast<std::size_t>(end - at));
  return rest.starts_with(word) ? at + word.size() : nullptr;
}

// Of a value that holds no others.
const char* skip_scalar(const char* at, const char* end) noexcept {
  switch (*at) {
  case '"': return skip_string(at, end);
  case 't': return skip_word(at, end, "true");
  case 'f': return skip_word(at, end, "false");
  case 'n': return skip_word(at, end, "null");
  default: return skip_number(at, end);
  }
}

} // namespace

bool is_ordinary_json(std::string_view text) noexcept {
  const char* at = text.data();
  const char* const end = at + text.size();
  std::size_t depth = 0;
  std::uint64_t objects = 0; // one bit for each level, the innermost lowest: whether it is an object
  while (true) {             // each time a value begins
    at = skip_blanks(at, end);
    if (at == end) return false;
    if (*at == '{' || *at == '[') {
      const bool is_object = *at == '{';
      if (++depth > deepest_ordinary) return false;
      objects = objects << 1U | (is_object ? 1U : 0U);
      at = skip_blanks(at + 1, end);
      if (at == end) return false;
      if (*at != (is_object ? '}' : ']')) {
        if (is_object && (at = skip_name(at, end)) == nullptr) return false;
        continue;
      }
    } else {
      at = skip_scalar(at, end);
      if (at == nullptr) return false;
    }
    while (true) { // what ends with it, as far as the next value
      if (depth == 0) return skip_blanks(at, end) == end;
      at = skip_blanks(at, end);
      if (at == end) return false;
      const bool in_object = (objects & 1U) != 0;
      if (*at == ',') {
        at = skip_blanks(at + 1, end);
        if (in_object && (at = skip_name(at, end)) == nullptr) return false;
        break;
      }
      if (*at != (in_object ? '}' : ']')) return false;
      ++at;
      --depth;
      objects >>= 1U;
    }
  }
}

} // namespace http_task::json
