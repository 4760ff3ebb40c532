#include "schema/pattern.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

namespace http_task::schema {
namespace {

// RE2 refuses a repetition above this, so that a longer one is written as several.
constexpr unsigned re2_repetition = 1000;
constexpr unsigned most_repetitions = 5000;
constexpr int most_groups = 200;
constexpr std::size_t longest_translation = 64 * 1024;

// ECMA-262's WhiteSpace and LineTerminator, and all other characters, both as the inside of a class.
constexpr std::string_view blank =
    R"(\x{9}-\x{d}\x{20}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f})"
    R"(\x{205f}\x{3000}\x{feff})";
constexpr std::string_view not_blank =
    R"(\x{0}-\x{8}\x{e}-\x{1f}\x{21}-\x{9f}\x{a1}-\x{167f}\x{1681}-\x{1fff}\x{200b}-\x{2027})"
    R"(\x{202a}-\x{202e}\x{2030}-\x{205e}\x{2060}-\x{2fff}\x{3001}-\x{fefe}\x{ff00}-\x{10ffff})";

// The long names of the general categories (Unicode, PropertyValueAliases) that RE2 knows by
// their short ones.
constexpr auto categories = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"Close_Punctuation", "Pe"},
    {"Connector_Punctuation", "Pc"},
    {"Control", "Cc"},
    {"Currency_Symbol", "Sc"},
    {"Dash_Punctuation", "Pd"},
    {"Decimal_Number", "Nd"},
    {"Enclosing_Mark", "Me"},
    {"Final_Punctuation", "Pf"},
    {"Format", "Cf"},
    {"Initial_Punctuation", "Pi"},
    {"Letter", "L"},
    {"Letter_Number", "Nl"},
    {"Line_Separator", "Zl"},
    {"Lowercase_Letter", "Ll"},
    {"Mark", "M"},
    {"Math_Symbol", "Sm"},
    {"Modifier_Letter", "Lm"},
    {"Modifier_Symbol", "Sk"},
    {"Nonspacing_Mark", "Mn"},
    {"Number", "N"},
    {"Open_Punctuation", "Ps"},
    {"Other_Letter", "Lo"},
    {"Other_Number", "No"},
    {"Other_Punctuation", "Po"},
    {"Other_Symbol", "So"},
    {"Paragraph_Separator", "Zp"},
    {"Private_Use", "Co"},
    {"Punctuation", "P"},
    {"Separator", "Z"},
    {"Space_Separator", "Zs"},
    {"Spacing_Mark", "Mc"},
    {"Symbol", "S"},
    {"Titlecase_Letter", "Lt"},
    {"Uppercase_Letter", "Lu"},
    {"digit", "Nd"},
    {"punct", "P"},
});

std::string code_point(std::uint32_t c) {
  std::array<char, 8> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), c, 16).ptr;
  return "\\x{" + std::string(digits.data(), end) + "}";
}

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// One pass from left to right. `text_` is what is left to read.
class translator {
public:
  explicit translator(std::string_view text) noexcept : whole_(text), text_(text) {}

  result<std::string> run() {
    if (result<void> done = alternatives(0); !done) return done.error();
    if (!text_.empty()) return malformed("a ')' without its '('");
    return std::move(out_);
  }

private:
  std::string_view whole_;
  std::string_view text_;
  std::string out_;

  [[nodiscard]] problem malformed(std::string_view what) const {
    return make_problem("input.invalid", "The pattern " + quoted() + " is not a regular expression: " +
                                             std::string(what) + " at character " + position() + ".");
  }
  [[nodiscard]] problem unsupported(std::string_view what) const {
    problem p =
        make_problem("input.unsupported", "The pattern " + quoted() + " uses " + std::string(what) +
                                              " at character " + position() + ", which is not supported.");
    p.advice =
        "Patterns are matched in linear time (RE2): write it without lookaround and backreferences, or "
        "leave it out.";
    return p;
  }
  [[nodiscard]] std::string quoted() const {
    return '"' + std::string(whole_.substr(0, 200)) + (whole_.size() > 200 ? "...\"" : "\"");
  }
  [[nodiscard]] std::string position() const { return std::to_string(whole_.size() - text_.size() + 1); }

  [[nodiscard]] bool next_is(std::string_view token) const noexcept { return text_.starts_with(token); }
  bool skip(std::string_view token) noexcept {
    if (!next_is(token)) return false;
    text_.remove_prefix(token.size());
    return true;
  }

  result<void> alternatives(int depth) {
    if (depth > most_groups)
      return unsupported("groups nested deeper than " + std::to_string(most_groups) + " levels");
    while (!text_.empty() && text_.front() != ')') {
      if (skip("|")) {
        out_ += '|';
        continue;
      }
      if (result<void> done = term(depth); !done) return done;
    }
    return {};
  }

  // An assertion, or an atom with its quantifier.
  result<void> term(int depth) {
    if (skip("^") || skip("$")) {
      out_ += whole_[whole_.size() - text_.size() - 1];
      return {};
    }
    if (skip("\\b") || skip("\\B")) {
      out_ += '\\';
      out_ += whole_[whole_.size() - text_.size() - 1];
      return {};
    }
    if (next_is("*") || next_is("+") || next_is("?"))
      return malformed("a quantifier without anything to repeat");
    const std::size_t start = out_.size();
    if (result<void> done = atom(depth); !done) return done;
    return quantifier(start);
  }

  result<void> atom(int depth) {
    if (skip("(")) return group(depth);
    if (skip("[")) return char_class();
    if (skip(".")) {
      out_ += R"([^\x{a}\x{d}\x{2028}\x{2029}])";
      return {};
    }
    if (skip("\\")) return escape(false);
    return literal();
  }

  result<void> group(int depth) {
    if (next_is("?=") || next_is("?!") || next_is("?<=") || next_is("?<!")) return unsupported("lookaround");
    if (skip("?<")) {
      const std::size_t end = text_.find('>');
      if (end == std::string_view::npos || end == 0) return malformed("a group without a name");
      text_.remove_prefix(end + 1);
    } else if (!skip("?:") && next_is("?")) {
      return malformed("an unknown kind of group");
    }
    out_ += "(?:";
    if (result<void> done = alternatives(depth + 1); !done) return done;
    if (!skip(")")) return malformed("a '(' without its ')'");
    out_ += ')';
    return {};
  }

  // One character outside of a class, given as it is.
  result<void> literal() {
    const std::optional<std::uint32_t> c = take_character();
    if (!c) return malformed("a byte that is not UTF-8");
    put(*c);
    return {};
  }

  void put(std::uint32_t c) {
    if (c < 0x80 && (is_letter(static_cast<char>(c)) || is_digit(static_cast<char>(c))))
      out_ += static_cast<char>(c);
    else
      out_ += code_point(c);
  }

  std::optional<std::uint32_t> take_character() noexcept {
    const auto lead = static_cast<unsigned char>(text_.front());
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (text_.size() < size || (lead >= 0x80 && lead < 0xC2) || lead > 0xF4) return std::nullopt;
    std::uint32_t c = size == 1 ? lead : lead & (0x7FU >> size);
    for (std::size_t i = 1; i < size; ++i) {
      const auto tail = static_cast<unsigned char>(text_[i]);
      if ((tail & 0xC0U) != 0x80U) return std::nullopt;
      c = c << 6U | (tail & 0x3FU);
    }
    text_.remove_prefix(size);
    return c;
  }

  // Behind a backslash.
  result<void> escape(bool in_class) {
    if (text_.empty()) return malformed("a '\\' at the end");
    const char c = text_.front();
    if (c == 's' || c == 'S') {
      text_.remove_prefix(1);
      out_ += in_class ? "" : "[";
      out_ += c == 's' ? blank : not_blank;
      out_ += in_class ? "" : "]";
      return {};
    }
    if (std::string_view("dDwW").find(c) != std::string_view::npos) {
      text_.remove_prefix(1);
      out_ += '\\';
      out_ += c;
      return {};
    }
    if (c == 'p' || c == 'P') return property(in_class);
    if (!in_class && (c == 'k' || (c >= '1' && c <= '9'))) return unsupported("a backreference");
    const result<std::uint32_t> one = escaped_character(in_class);
    if (!one) return one.error();
    put(*one);
    return {};
  }

  result<std::uint32_t> escaped_character(bool in_class) {
    const char c = text_.front();
    if (static_cast<unsigned char>(c) >= 0x80) return malformed("an unknown escape");
    text_.remove_prefix(1);
    switch (c) {
    case 't': return 0x09;
    case 'n': return 0x0A;
    case 'v': return 0x0B;
    case 'f': return 0x0C;
    case 'r': return 0x0D;
    case 'x': return hexadecimal(2);
    case 'u': return unicode();
    case 'b':
      if (in_class) return 0x08;
      break;
    case '0':
      if (text_.empty() || !is_digit(text_.front())) return 0;
      break;
    case 'c':
      if (!text_.empty() && is_letter(text_.front())) {
        const auto control = static_cast<std::uint32_t>(text_.front()) & 0x1FU;
        text_.remove_prefix(1);
        return control;
      }
      break;
    default:
      if (!is_letter(c) && !is_digit(c)) return static_cast<std::uint32_t>(c);
    }
    return malformed("an unknown escape");
  }

  result<std::uint32_t> hexadecimal(std::size_t digits) {
    std::uint32_t c = 0;
    const char* end = text_.data() + std::min(digits, text_.size());
    if (text_.size() < digits || std::from_chars(text_.data(), end, c, 16).ptr != end)
      return malformed("an escape without its hexadecimal digits");
    text_.remove_prefix(digits);
    return c;
  }

  result<std::uint32_t> unicode() {
    if (skip("{")) {
      const std::size_t digits = text_.find('}');
      if (digits == 0 || digits > 8) return malformed("an escape without its hexadecimal digits");
      const result<std::uint32_t> c = hexadecimal(digits);
      if (c && *c > 0x10FFFF) return malformed("a character above U+10FFFF");
      if (c) text_.remove_prefix(1);
      return c;
    }
    const result<std::uint32_t> high = hexadecimal(4);
    if (!high || *high < 0xD800 || *high > 0xDFFF) return high;
    if (*high <= 0xDBFF && skip("\\u")) {
      const result<std::uint32_t> low = hexadecimal(4);
      if (!low) return low;
      if (*low >= 0xDC00 && *low <= 0xDFFF) return 0x10000 + ((*high - 0xD800) << 10U) + (*low - 0xDC00);
    }
    return unsupported("half of a surrogate pair");
  }

  result<void> property(bool in_class) {
    const char kind = text_.front();
    text_.remove_prefix(1);
    const std::size_t end = text_.find('}');
    if (!next_is("{") || end == std::string_view::npos) return malformed("a property without its name");
    std::string_view name = text_.substr(1, end - 1);
    for (const std::string_view prefix : {"General_Category=", "gc=", "Script=", "sc="}) {
      if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
    }
    const auto* const known = std::ranges::find(categories, name, [](const auto& c) { return c.first; });
    if (known != categories.end()) name = known->second;
    if (name == "ASCII") {
      text_.remove_prefix(end + 1);
      out_ += in_class ? "" : "[";
      out_ += kind == 'p' ? R"(\x{0}-\x{7f})" : R"(\x{80}-\x{10ffff})";
      out_ += in_class ? "" : "]";
      return {};
    }
    const std::string token = std::string("\\") + kind + "{" + std::string(name) + "}";
    if (name.empty() || !std::ranges::all_of(name, [](char c) { return is_letter(c) || c == '_'; }) ||
        !re2::RE2(token, re2::RE2::Quiet).ok())
      return unsupported("an unknown Unicode property");
    text_.remove_prefix(end + 1);
    out_ += token;
    return {};
  }

  result<void> char_class() {
    const bool inverted = skip("^");
    if (skip("]")) {
      out_ += inverted ? R"([\x{0}-\x{10ffff}])" : R"([^\x{0}-\x{10ffff}])";
      return {};
    }
    out_ += inverted ? "[^" : "[";
    while (!skip("]")) {
      if (text_.empty()) return malformed("a '[' without its ']'");
      if (result<void> done = class_member(); !done) return done;
    }
    out_ += ']';
    return {};
  }

  // A character, a range, or an escape that stands for a set.
  result<void> class_member() {
    const std::size_t start = out_.size();
    if (result<void> done = class_character(); !done) return done;
    if (!next_is("-") || text_.size() < 2 || text_[1] == ']') return {};
    text_.remove_prefix(1);
    const bool from_set = is_set(start);
    const std::size_t middle = out_.size();
    if (result<void> done = class_character(); !done) return done;
    // Where a side is a set, the '-' is meant as such (Annex B of ECMA-262).
    out_.insert(middle, from_set || is_set(middle) ? code_point('-') : "-");
    return {};
  }

  [[nodiscard]] bool is_set(std::size_t start) const noexcept {
    const std::string_view token = std::string_view(out_).substr(start);
    const bool one = token.size() == 1 || (token.starts_with("\\x{") && token.find('}') == token.size() - 1);
    return !one;
  }

  result<void> class_character() {
    if (skip("\\")) return escape(true);
    return literal();
  }

  result<void> quantifier(std::size_t start) {
    if (next_is("*") || next_is("+") || next_is("?")) {
      out_ += text_.front();
      text_.remove_prefix(1);
    } else if (const std::optional<repetition> r = counted()) {
      if (r->most && *r->most < r->least) return malformed("a repetition whose bounds are out of order");
      const unsigned highest = std::max(r->least, r->most.value_or(0));
      const std::string what = out_.substr(start);
      if (highest > most_repetitions || highest / re2_repetition * what.size() > longest_translation)
        return unsupported("a repetition that is too long");
      out_.resize(start);
      repeat(what, *r, next_is("?") ? "?" : "");
    } else {
      return {};
    }
    if (skip("?") && out_.back() != ')') out_ += '?';
    if (next_is("*") || next_is("+") || next_is("?")) return malformed("a quantifier behind a quantifier");
    if (out_.size() > longest_translation) return unsupported("more than can be translated");
    return {};
  }

  struct repetition {
    unsigned least;
    std::optional<unsigned> most;
  };

  // "{n}", "{n,}" or "{n,m}"; anything else is a literal '{'.
  std::optional<repetition> counted() noexcept {
    const std::size_t end = text_.find('}');
    if (!next_is("{") || end == std::string_view::npos) return std::nullopt;
    const std::string_view inside = text_.substr(1, end - 1);
    const std::size_t comma = inside.find(',');
    const std::optional<unsigned> least = decimal(inside.substr(0, comma));
    const std::string_view upper = comma == std::string_view::npos ? inside : inside.substr(comma + 1);
    const std::optional<unsigned> most = decimal(upper);
    if (!least || (!upper.empty() && !most)) return std::nullopt;
    text_.remove_prefix(end + 1);
    return repetition{*least, most};
  }

  static std::optional<unsigned> decimal(std::string_view digits) noexcept {
    unsigned n = 0;
    const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), n);
    if (digits.empty() || stop != digits.data() + digits.size()) return std::nullopt;
    return error != std::errc{} ? most_repetitions + 1 : n;
  }

  // A repetition that RE2 would refuse becomes a group of shorter ones.
  void repeat(const std::string& what, repetition r, std::string_view lazy) {
    const auto times = [&](unsigned low, unsigned high) {
      out_ += what + "{" + std::to_string(low) + (low == high ? "" : "," + std::to_string(high)) + "}";
      out_ += lazy;
    };
    out_ += "(?:";
    for (unsigned left = r.least; left > 0; left -= std::min(left, re2_repetition))
      times(std::min(left, re2_repetition), std::min(left, re2_repetition));
    for (unsigned left = r.most.value_or(r.least) - r.least; left > 0; left -= std::min(left, re2_repetition))
      times(0, std::min(left, re2_repetition));
    if (!r.most) {
      out_ += what + "*";
      out_ += lazy;
    }
    out_ += ')';
  }
};

} // namespace

result<std::string> translate_pattern(std::string_view ecma) {
  return translator(ecma).run();
}

} // namespace http_task::schema
