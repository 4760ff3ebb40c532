#include "schema/sample_pattern.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string_view>
#include <vector>

namespace http_task::schema {
namespace {

constexpr std::size_t longest_text = 20'000;

void append_utf8(std::string& out, std::uint32_t c) {
  const auto byte = [&](std::uint32_t b) { out += static_cast<char>(static_cast<unsigned char>(b)); };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xC0U | c >> 6U);
    byte(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    byte(0xE0U | c >> 12U);
    byte(0x80U | (c >> 6U & 0x3FU));
    byte(0x80U | (c & 0x3FU));
  } else {
    byte(0xF0U | c >> 18U);
    byte(0x80U | (c >> 12U & 0x3FU));
    byte(0x80U | (c >> 6U & 0x3FU));
    byte(0x80U | (c & 0x3FU));
  }
}

// Reads the language that translate_pattern() writes, and writes a match while it reads: a part that is not
// chosen or repeated is read again or in vain.
class generator {
public:
  generator(std::string_view text, random_source& random, std::size_t extra)
      : text_(text), random_(random), extra_(extra) {}

  std::optional<std::string> run() {
    alternatives();
    return failed_ ? std::nullopt : std::optional(std::move(out_));
  }

private:
  std::string_view text_;
  random_source& random_;
  std::size_t extra_;
  std::size_t at_ = 0;
  std::string out_;
  bool failed_ = false;

  [[nodiscard]] bool done() const { return failed_ || at_ >= text_.size() || text_[at_] == ')'; }

  // The end of the atom at `at`: a group, a class, an escape or one character.
  [[nodiscard]] std::size_t end_of_atom(std::size_t at) const {
    if (text_[at] == '\\') {
      const bool braced = at + 2 < text_.size() && text_[at + 2] == '{' &&
                          std::string_view("xpP").find(text_[at + 1]) != std::string_view::npos;
      return braced ? text_.find('}', at) + 1 : at + 2;
    }
    if (text_[at] == '[') return text_.find(']', at) + 1; // the translation has no bare ']' within a class
    if (text_[at] != '(') return at + 1;
    std::size_t i = at + 3;
    while (i < text_.size() && text_[i] != ')')
      i = end_of_atom(i);
    return i + 1;
  }

  void alternatives() {
    std::vector<std::size_t> starts{at_};
    std::size_t end = at_;
    while (end < text_.size() && text_[end] != ')') {
      if (text_[end] == '|') starts.push_back(end + 1);
      end = end_of_atom(end);
    }
    at_ = starts[random_.below(starts.size())];
    while (!done() && text_[at_] != '|')
      repeated();
    at_ = end;
  }

  struct bounds {
    std::size_t least = 1;
    std::size_t most = 1;
  };

  // The quantifier at at_, if there is one.
  bounds quantifier() {
    bounds b;
    if (at_ == text_.size()) return b;
    switch (text_[at_]) {
    case '*': b = {0, extra_}; break;
    case '+': b = {1, 1 + extra_}; break;
    case '?': b = {0, 1}; break;
    case '{': {
      const char* end = text_.data() + text_.size();
      const char* after = std::from_chars(text_.data() + at_ + 1, end, b.least).ptr;
      b.most = b.least;
      if (*after == ',') std::from_chars(after + 1, end, b.most);
      b.most = std::min(b.most, b.least + extra_);
      at_ = text_.find('}', at_);
      break;
    }
    default: return b;
    }
    ++at_;
    if (at_ < text_.size() && text_[at_] == '?') ++at_;
    return b;
  }

  void repeated() {
    const std::size_t start = at_;
    at_ = end_of_atom(start);
    const bounds b = quantifier();
    const std::size_t next = at_;
    const std::size_t times = b.least + random_.below(b.most - b.least + 1);
    for (std::size_t i = 0; i < times && !failed_; ++i) {
      at_ = start;
      atom();
      failed_ = failed_ || out_.size() > longest_text;
    }
    at_ = next;
  }

  void atom() {
    const std::size_t end = end_of_atom(at_);
    const std::string_view token = text_.substr(at_, end - at_);
    if (token.starts_with("(?:")) {
      at_ += 3;
      alternatives();
    } else if (token.starts_with("\\x{")) {
      append_utf8(out_, code_point(token.substr(3)));
    } else if (token.starts_with('[') || token.starts_with('\\')) {
      if (token != "\\b" && token != "\\B") one_of(token);
    } else if (token != "^" && token != "$") {
      out_ += token;
    }
  }

  static std::uint32_t code_point(std::string_view digits) {
    std::uint32_t c = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), c, 16);
    return c;
  }

  // A character of the class: a common one if possible, otherwise one that the class names.
  void one_of(std::string_view token) {
    const re2::RE2 members(re2::StringPiece(token.data(), token.size()), re2::RE2::Quiet);
    constexpr std::string_view common =
        "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_ .,:/+@#!";
    std::vector<std::string> candidates;
    const auto consider = [&](std::uint32_t c) {
      std::string text;
      append_utf8(text, c);
      if (re2::RE2::FullMatch(text, members)) candidates.push_back(std::move(text));
    };
    for (const char c : common)
      consider(static_cast<std::uint32_t>(c));
    for (std::size_t i = token.find("\\x{"); candidates.empty() && i != std::string_view::npos;
         i = token.find("\\x{", i + 1)) {
      const std::uint32_t c = code_point(token.substr(i + 3));
      consider(c);
      consider(c + 1);
    }
    for (const std::uint32_t c : {0xE9U, 0x3B1U, 0x416U, 0x5D0U, 0x628U, 0x967U, 0x3042U, 0x4E2DU, 0xAC00U,
                                  0x1F600U, 0x20ACU, 0x301U, 0x2028U, 0x9U}) {
      if (candidates.empty()) consider(c);
    }
    failed_ = candidates.empty();
    if (!failed_) out_ += candidates[random_.below(candidates.size())];
  }
};

} // namespace

std::optional<std::string> make_match(const pattern& p, random_source& random, std::size_t extra) {
  return generator(p.translation(), random, extra).run();
}

} // namespace http_task::schema
