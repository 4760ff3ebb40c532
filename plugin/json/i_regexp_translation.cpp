#include "json/i_regexp_translation.hpp"

#include "base/text.hpp"
#include "json/i_regexp.hpp"
#include "json/utf8.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>

namespace http_task::json {
namespace {

// RFC 9485, section 4: the general categories by their short names.
constexpr auto categories =
    std::to_array<std::string_view>({"C",  "Cc", "Cf", "Cn", "Co", "L",  "Ll", "Lm", "Lo", "Lt", "Lu", "M",
                                     "Mc", "Me", "Mn", "N",  "Nd", "Nl", "No", "P",  "Pc", "Pd", "Pe", "Pf",
                                     "Pi", "Po", "Ps", "S",  "Sc", "Sk", "Sm", "So", "Z",  "Zl", "Zp", "Zs"});
static_assert(std::ranges::is_sorted(categories));

constexpr std::string_view single_escapes = "()*+-.?[\\]^nrt{|}";
constexpr std::string_view not_other = R"(\p{L}\p{M}\p{N}\p{P}\p{S}\p{Z})";
constexpr std::string_view other_assigned = R"(\p{Cc}\p{Cf}\p{Co})";

std::string code_point(std::uint32_t c) {
  std::array<char, 8> digits{};
  char* const end = std::to_chars(digits.data(), digits.data() + digits.size(), c, 16).ptr;
  return "\\x{" + std::string(digits.data(), end) + "}";
}

// The inside of a class with all code points that have no character. RE2 has no name for them, so that the
// others are looked for once.
const std::string& unassigned() {
  static const std::string ranges = [] {
    const re2::RE2 assigned("[" + std::string(not_other) + std::string(other_assigned) + "]");
    std::string all;
    std::uint32_t begin = 0;
    std::string character;
    for (std::uint32_t c = 0; c <= 0x110000; ++c) {
      const bool is_surrogate = c >= 0xD800 && c <= 0xDFFF;
      character.clear();
      if (c < 0x110000 && !is_surrogate) append_utf8(character, c);
      if (!character.empty() && !re2::RE2::FullMatch(character, assigned)) continue;
      if (begin < c) all += code_point(begin) + "-" + code_point(c - 1);
      begin = c + 1;
    }
    return all;
  }();
  return ranges;
}

// `class_inside` stands between [ and ] of RE2.
std::string category_inside(std::string_view name, bool complement) {
  if (name == "C") return complement ? std::string(not_other) : std::string(other_assigned) + unassigned();
  if (name == "Cn") return complement ? std::string(not_other) + std::string(other_assigned) : unassigned();
  return (complement ? "\\P{" : "\\p{") + std::string(name) + "}";
}

// One pass from left to right over the grammar of RFC 9485, section 4. The first mistake is kept and ends the
// pass.
class translator {
public:
  explicit translator(std::string_view text) noexcept : text_(text) {}

  result<std::string> run() {
    alternatives(0);
    if (!failure_ && at_ < text_.size()) fail("a ')' without its '('");
    if (failure_) return *std::move(failure_);
    return std::move(out_);
  }

private:
  void fail(std::string_view what) {
    if (!failure_)
      failure_ = make_problem("input.invalid", "Not an I-Regexp (RFC 9485): " + std::string(what) +
                                                   " at character " + std::to_string(at_ + 1) + ".");
    at_ = text_.size();
  }

  bool at_end() const noexcept { return at_ == text_.size(); }
  bool next_is(char c) const noexcept { return at_ < text_.size() && text_[at_] == c; }
  bool skip(char c) noexcept {
    if (!next_is(c)) return false;
    ++at_;
    return true;
  }

  void alternatives(unsigned depth) {
    if (depth > i_regexp::deepest) {
      failure_ = make_problem("input.limit", "The regular expression has groups nested deeper than " +
                                                 std::to_string(i_regexp::deepest) + " levels.");
      at_ = text_.size();
    }
    while (!at_end() && !next_is(')')) {
      if (skip('|'))
        out_ += '|';
      else
        piece(depth);
    }
  }

  void piece(unsigned depth) {
    if (skip('(')) {
      out_ += "(?:";
      alternatives(depth + 1);
      if (!skip(')')) return fail("a '(' without its ')'");
      out_ += ')';
    } else if (next_is('[')) {
      character_class();
    } else if (skip('.')) {
      out_ += "[^\\n\\r]";
    } else if (next_is('^') || next_is('$')) {
      out_ += next_is('^') ? "(?:^)" : "(?:$)";
      ++at_;
    } else if (next_is('\\')) {
      const std::optional<std::string> category = category_escape();
      out_ += category ? "[" + *category + "]" : code_point(single_escape());
    } else if (std::string_view("*+?{}])").find(text_[at_]) != std::string_view::npos) {
      return fail(std::string("an unexpected '") + text_[at_] + "'");
    } else {
      out_ += code_point(character());
    }
    quantifier();
  }

  void quantifier() {
    if (at_end()) return;
    if (next_is('*') || next_is('+') || next_is('?')) {
      out_ += text_[at_++];
    } else if (skip('{')) {
      const unsigned least = count();
      out_ += "{" + std::to_string(least);
      if (skip(',')) {
        out_ += ',';
        if (!next_is('}')) {
          const unsigned most = count();
          if (most < least) fail("a quantifier from the higher to the lower");
          out_ += std::to_string(most);
        }
      }
      if (!skip('}')) return fail("a quantifier without its '}'");
      out_ += '}';
    }
  }

  unsigned count() {
    unsigned number = 0;
    const auto [end, error] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), number);
    const auto stop = static_cast<std::size_t>(end - text_.data());
    if (stop == at_) fail("a quantifier without a number");
    at_ = std::max(at_, stop);
    // RE2 calls this too many.
    return error == std::errc::result_out_of_range ? 999'999 : number;
  }

  // The next character, whatever it is.
  std::uint32_t character() noexcept {
    const auto first = static_cast<unsigned char>(text_[at_++]);
    if (first < 0x80) return first;
    const unsigned more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
    std::uint32_t c = first & (0x3FU >> more);
    for (unsigned i = 0; i < more && at_ < text_.size(); ++i)
      c = c << 6U | (static_cast<unsigned char>(text_[at_++]) & 0x3FU);
    return c;
  }

  std::uint32_t single_escape() {
    ++at_;
    if (at_end() || single_escapes.find(text_[at_]) == std::string_view::npos) {
      fail("an escape that is not known");
      return 0;
    }
    const char c = text_[at_++];
    return static_cast<std::uint32_t>(c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c);
  }

  // \p{..} or \P{..} as the inside of a class.
  std::optional<std::string> category_escape() {
    const std::string_view rest = text_.substr(at_);
    if (!rest.starts_with("\\p{") && !rest.starts_with("\\P{")) return std::nullopt;
    const std::size_t end = rest.find('}');
    const std::string_view name = rest.substr(3, end == std::string_view::npos ? end : end - 3);
    if (end == std::string_view::npos || !std::ranges::binary_search(categories, name)) {
      fail("a category that is not known");
      return std::string{};
    }
    at_ += end + 1;
    return category_inside(name, rest[1] == 'P');
  }

  void character_class() {
    ++at_;
    // "[^]" holds the '^' itself: something has to stand in a class.
    const bool negated = next_is('^') && !text_.substr(at_).starts_with("^]");
    if (negated) ++at_;
    std::string inside;
    if (skip('-')) inside += code_point('-');
    while (!at_end() && !next_is(']') && !next_is('-'))
      inside += class_element();
    if (skip('-')) inside += code_point('-');
    if (failure_) return;
    if (!skip(']')) return fail(at_end() ? "a '[' without its ']'" : "a '-' that is no range");
    if (inside.empty()) return fail("an empty class");
    out_ += (negated ? "[^" : "[") + inside + "]";
  }

  // A character, a range, or a category.
  std::string class_element() {
    if (std::optional<std::string> category = category_escape()) return *std::move(category);
    const std::uint32_t first = class_character();
    const bool is_range = next_is('-') && !text_.substr(at_).starts_with("-]");
    if (!is_range) return code_point(first);
    ++at_;
    if (at_end() || next_is('-') || text_.substr(at_).starts_with("\\p") ||
        text_.substr(at_).starts_with("\\P")) {
      fail("a range without its end");
      return {};
    }
    const std::uint32_t last = class_character();
    if (first > last) fail("a range from the higher to the lower");
    return code_point(first) + "-" + code_point(last);
  }

  std::uint32_t class_character() {
    if (next_is('\\')) return single_escape();
    if (next_is('[')) fail("an unexpected '['");
    return at_end() ? 0 : character();
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string out_;
  std::optional<problem> failure_;
};

} // namespace

result<std::string> translate_i_regexp(std::string_view text) {
  if (!is_utf8(text)) return make_problem("input.invalid", "Not an I-Regexp (RFC 9485): it is not UTF-8.");
  return translator(text).run();
}

} // namespace http_task::json
