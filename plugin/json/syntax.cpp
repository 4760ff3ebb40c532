#include "json/syntax.hpp"

#include "base/text.hpp"

#include <cstdint>

namespace http_task::json {
namespace {

// The largest double has 309 digits before the point.
constexpr std::size_t most_digits = 200;
constexpr std::size_t most_exponent_digits = 2;

constexpr bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}
constexpr bool is_hex(char c) noexcept {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

class scanner {
public:
  explicit scanner(std::string_view text) noexcept : at_(text.data()), end_(at_ + text.size()) {}

  bool document() noexcept {
    do {
      if (!value()) return false;
    } while (depth_ > 0);
    skip_blanks();
    return at_ == end_;
  }

private:
  // A value that holds no others, or the way into the next one and out of all that end after it.
  bool value() noexcept {
    skip_blanks();
    if (at_ == end_) return false;
    switch (*at_) {
    case '{': return enter(true) && (leave_if('}') ? after_value() : name());
    case '[': return enter(false) && (!leave_if(']') || after_value());
    case '"': return string() && after_value();
    case 't': return literal("true") && after_value();
    case 'f': return literal("false") && after_value();
    case 'n': return literal("null") && after_value();
    default: return number() && after_value();
    }
  }

  bool after_value() noexcept {
    while (depth_ > 0) {
      skip_blanks();
      const bool in_object = (objects_ & 1U) != 0;
      if (take(',')) return !in_object || name();
      if (!leave_if(in_object ? '}' : ']')) return false;
    }
    return true;
  }

  bool name() noexcept {
    skip_blanks();
    if (!string()) return false;
    skip_blanks();
    return take(':');
  }

  bool enter(bool object) noexcept {
    ++at_;
    if (++depth_ > deepest_ordinary) return false;
    objects_ = objects_ << 1U | (object ? 1U : 0U);
    return true;
  }

  bool leave_if(char bracket) noexcept {
    skip_blanks();
    if (!take(bracket)) return false;
    --depth_;
    objects_ >>= 1U;
    return true;
  }

  bool string() noexcept {
    if (!take('"')) return false;
    const char* beyond_ascii = nullptr; // the first such byte
    while (true) {
      at_ += plain_prefix(rest());
      if (at_ == end_) return false;
      const char c = *at_;
      if (c == '"') break;
      if (c == '\\') {
        if (!escape()) return false;
      } else if (static_cast<unsigned char>(c) >= 0x80) {
        if (beyond_ascii == nullptr) beyond_ascii = at_;
        ++at_;
      } else {
        return false; // a control character
      }
    }
    const char* const end = at_++;
    return beyond_ascii == nullptr || is_utf8({beyond_ascii, static_cast<std::size_t>(end - beyond_ascii)});
  }

  bool escape() noexcept {
    if (end_ - at_ < 2) return false;
    const char c = at_[1];
    if (c != 'u') {
      at_ += 2;
      return std::string_view("\"\\/bfnrt").find(c) != std::string_view::npos;
    }
    if (end_ - at_ < 6) return false;
    for (int i = 2; i < 6; ++i) {
      if (!is_hex(at_[i])) return false;
    }
    if (to_lower(at_[2]) == 'd' && at_[3] >= '8') return false; // surrogates
    at_ += 6;
    return true;
  }

  bool number() noexcept {
    take('-');
    if (at_ == end_ || !is_digit(*at_)) return false;
    std::size_t digits = 1;
    if (!take('0')) digits = skip_digits();
    if (take('.')) {
      const std::size_t fraction = skip_digits();
      if (fraction == 0) return false;
      digits += fraction;
    }
    if (digits > most_digits) return false;
    if (!take('e') && !take('E')) return true;
    if (!take('+')) take('-');
    const std::size_t exponent = skip_digits();
    return exponent > 0 && exponent <= most_exponent_digits;
  }

  std::size_t skip_digits() noexcept {
    const char* const start = at_;
    while (at_ != end_ && is_digit(*at_))
      ++at_;
    return static_cast<std::size_t>(at_ - start);
  }

  bool literal(std::string_view word) noexcept {
    if (!rest().starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  bool take(char c) noexcept {
    if (at_ == end_ || *at_ != c) return false;
    ++at_;
    return true;
  }

  void skip_blanks() noexcept {
    while (at_ != end_ && static_cast<unsigned char>(*at_) <= ' ' &&
           (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t'))
      ++at_;
  }

  [[nodiscard]] std::string_view rest() const noexcept { return {at_, static_cast<std::size_t>(end_ - at_)}; }

  const char* at_;
  const char* const end_;
  std::size_t depth_ = 0;
  std::uint64_t objects_ = 0; // one bit for each level, the innermost lowest: whether it is an object
};

} // namespace

bool is_ordinary_json(std::string_view text) noexcept {
  return scanner(text).document();
}

} // namespace http_task::json
