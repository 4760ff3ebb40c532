#include "base/encoded_match.hpp"

#include <array>
#include <charconv>
#include <compare>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace http_task {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::size_t most_times_encoded = 3;
constexpr std::size_t longest_reference = 10; // "&#x10FFFF;"

// Where both the text and the value are full of what may be an escape, there are as many states as their
// sizes multiplied; a match that takes longer than that is given up.
constexpr std::size_t most_steps = std::size_t{1} << 16U;

std::optional<std::uint32_t> number(std::string_view digits, int base) {
  std::uint32_t value = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  if (failed != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

std::optional<std::uint32_t> hex(std::string_view digits) {
  return number(digits, 16);
}

std::string utf8(std::uint32_t code) {
  const auto byte = [](std::uint32_t v) { return static_cast<char>(v); };
  if (code < 0x80) return {byte(code)};
  if (code < 0x800) return {byte(0xC0 | (code >> 6)), byte(0x80 | (code & 0x3F))};
  if (code < 0x10000)
    return {byte(0xE0 | (code >> 12)), byte(0x80 | ((code >> 6) & 0x3F)), byte(0x80 | (code & 0x3F))};
  return {byte(0xF0 | (code >> 18)), byte(0x80 | ((code >> 12) & 0x3F)), byte(0x80 | ((code >> 6) & 0x3F)),
          byte(0x80 | (code & 0x3F))};
}

class matcher {
public:
  matcher(std::string_view text, std::string_view value) : text_(text), value_(value) {}

  // Not recursive, for secrets may be long.
  std::size_t match(std::size_t from) {
    state now{from, 0};
    for (std::size_t steps = 0; steps < most_steps; ++steps) {
      while (now.done < value_.size() && now.at < text_.size() && text_[now.at] == value_[now.done] &&
             !may_be_encoded(text_[now.at])) {
        ++now.at;
        ++now.done;
      }
      if (now.done == value_.size()) return now.at;
      if (now.at < text_.size()) branch(now);
      if (others_.empty()) return npos;
      now = others_.back();
      others_.pop_back();
    }
    return npos;
  }

private:
  struct state {
    std::size_t at;   // in the text
    std::size_t done; // of the value
    auto operator<=>(const state&) const = default;
  };

  static bool may_be_encoded(char c) noexcept { return begins_encoded(c) || c == '\''; }

  // What the text may mean where it goes on; what it says as it stands is tried first.
  void branch(const state& now) {
    switch (text_[now.at]) {
    case '%': percent(now); break;
    case '+': written(now, "+", " "); break;
    case '\\': backslash(now); break;
    case '&': reference(now); break;
    case '\'': written(now, "'\\''", "'"); break;
    default: return;
    }
    meant(now, 1, text_.substr(now.at, 1));
  }

  void meant(const state& now, std::size_t size, std::string_view what) {
    if (!value_.substr(now.done).starts_with(what)) return;
    const state next{now.at + size, now.done + what.size()};
    if (seen_.insert(next).second) others_.push_back(next);
  }

  void written(const state& now, std::string_view form, std::string_view what) {
    if (text_.substr(now.at).starts_with(form)) meant(now, form.size(), what);
  }

  void percent(const state& now) {
    for (std::size_t digits = 1; digits <= 1 + 2 * most_times_encoded; digits += 2) {
      if (now.at + digits + 2 > text_.size()) return;
      const std::string_view two = text_.substr(now.at + digits, 2);
      if (const auto byte = hex(two)) meant(now, digits + 2, std::string(1, static_cast<char>(*byte)));
      if (two != "25") return;
    }
  }

  void backslash(const state& now) {
    constexpr std::array escapes =
        std::to_array<std::pair<std::string_view, std::string_view>>({{"\\\"", "\""},
                                                                      {"\\\\", "\\"},
                                                                      {"\\/", "/"},
                                                                      {"\\b", "\b"},
                                                                      {"\\f", "\f"},
                                                                      {"\\n", "\n"},
                                                                      {"\\r", "\r"},
                                                                      {"\\t", "\t"}});
    for (const auto& [form, what] : escapes)
      written(now, form, what);
    const auto unit = unit_at(now.at);
    if (!unit) return;
    const auto low = unit_at(now.at + 6);
    if (*unit >= 0xD800 && *unit < 0xDC00 && low && *low >= 0xDC00 && *low < 0xE000)
      meant(now, 12, utf8(0x10000 + ((*unit - 0xD800) << 10U) + (*low - 0xDC00)));
    else
      meant(now, 6, utf8(*unit));
  }

  // Of \uXXXX.
  std::optional<std::uint32_t> unit_at(std::size_t at) const {
    if (at + 6 > text_.size() || text_.substr(at, 2) != "\\u") return std::nullopt;
    return hex(text_.substr(at + 2, 4));
  }

  void reference(const state& now) {
    for (const auto& [form, what] :
         {std::pair{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}})
      written(now, form, what);
    const std::string_view all = text_.substr(now.at, longest_reference);
    const std::size_t end = all.find(';');
    if (end == npos || !all.starts_with("&#")) return;
    const bool is_hex = all.size() > 2 && (all[2] == 'x' || all[2] == 'X');
    const std::string_view digits = all.substr(is_hex ? 3 : 2, end - (is_hex ? 3 : 2));
    if (const auto code = number(digits, is_hex ? 16 : 10); code && *code < 0x110000)
      meant(now, end + 1, utf8(*code));
  }

  const std::string_view text_;
  const std::string_view value_;
  std::vector<state> others_; // not tried yet, the next one last
  std::set<state> seen_;
};

} // namespace

std::size_t match_encoded(std::string_view text, std::size_t at, std::string_view value) {
  return matcher(text, value).match(at);
}

bool begins_encoded(char c) noexcept {
  return c == '%' || c == '+' || c == '\\' || c == '&';
}

} // namespace http_task
