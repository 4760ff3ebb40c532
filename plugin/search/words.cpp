#include "search/words.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace http_task::search {
namespace {

bool is_lower(char c) noexcept {
  return c >= 'a' && c <= 'z';
}
bool is_upper(char c) noexcept {
  return c >= 'A' && c <= 'Z';
}
bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}
bool is_beyond_ascii(char c) noexcept {
  return static_cast<unsigned char>(c) >= 0x80;
}
bool in_word(char c) noexcept {
  return is_lower(c) || is_upper(c) || is_digit(c) || is_beyond_ascii(c);
}
bool is_vowel(char c) noexcept {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}
bool has_vowel(std::string_view w) noexcept {
  return std::ranges::any_of(w, is_vowel);
}

// Whether a new word begins at `i`, inside of a run of word characters: "IPAddress" splits before the A,
// "VMs" and "VMsList" not before the M.
bool splits(std::string_view text, std::size_t i) noexcept {
  const char before = text[i - 1];
  const char c = text[i];
  const auto at = [&](std::size_t k) { return k < text.size() ? text[k] : ' '; };
  if (is_upper(c) && (is_lower(before) || is_digit(before))) return true;
  if (is_upper(c) && is_upper(before) && is_lower(at(i + 1))) {
    const bool plural = at(i + 1) == 's' && !is_lower(at(i + 2));
    const bool oauth = before == 'O' && text.substr(i).starts_with("Auth");
    return !plural && !oauth;
  }
  return false;
}

bool ends_with_any(std::string_view w, std::initializer_list<std::string_view> ends) noexcept {
  return std::ranges::any_of(ends, [w](std::string_view e) { return w.ends_with(e); });
}

std::string_view without_plural(std::string_view w) noexcept {
  if (w.size() <= 3 || w.back() != 's') return w;
  if (ends_with_any(w, {"ss", "us", "is"})) return w;
  if (w.size() > 4 && w.ends_with("ies")) return w.substr(0, w.size() - 2); // the rule for y takes the i
  if (w.size() > 4 && ends_with_any(w, {"sses", "xes", "ches", "shes", "zes"}))
    return w.substr(0, w.size() - 2);
  return w.substr(0, w.size() - 1);
}

std::string_view undoubled(std::string_view w) noexcept {
  const std::size_t n = w.size();
  const bool doubled =
      n > 3 && w[n - 1] == w[n - 2] && !is_vowel(w[n - 1]) && w[n - 1] != 'l' && w[n - 1] != 's';
  return doubled ? w.substr(0, n - 1) : w;
}

std::string_view without_verb_ending(std::string_view w) noexcept {
  for (const std::string_view ending : {std::string_view("ing"), std::string_view("ed")}) {
    if (!w.ends_with(ending)) continue;
    const std::string_view rest = w.substr(0, w.size() - ending.size());
    if (rest.size() >= 3 && has_vowel(rest)) return undoubled(rest);
  }
  if (w.size() > 6 && w.ends_with("tion")) return w.substr(0, w.size() - 3);
  return w;
}

// Where a tag or the target of a link that begins at `i` ends; `i` if none begins there.
std::size_t end_of_markup(std::string_view text, std::size_t i) noexcept {
  constexpr std::size_t longest = 400;
  const std::string_view rest = text.substr(i, longest);
  if (rest.front() == '<' && rest.size() > 1 && (is_lower(to_lower(rest[1])) || rest[1] == '/')) {
    const std::size_t end = rest.find('>');
    return end == std::string_view::npos ? i : i + end + 1;
  }
  const bool begins = i == 0 || !in_word(text[i - 1]);
  if (begins && (rest.starts_with("http://") || rest.starts_with("https://"))) {
    const std::size_t end = rest.find_first_of(" \t\r\n)>\"'");
    return i + std::min(end, rest.size());
  }
  return i;
}

} // namespace

std::optional<word_range> word_reader::next() noexcept {
  while (at_ < text_.size() && !in_word(text_[at_]))
    ++at_;
  if (at_ >= text_.size()) return std::nullopt;
  const std::size_t begin = at_++;
  while (at_ < text_.size() && in_word(text_[at_]) && !splits(text_, at_))
    ++at_;
  return word_range{begin, at_ - begin};
}

void fold_into(std::string_view word, std::string& folded) {
  folded.assign(utf8_prefix(word, longest_word));
  for (char& c : folded)
    c = to_lower(c);
}

std::string fold(std::string_view word) {
  std::string folded;
  fold_into(word, folded);
  return folded;
}

std::string_view stem(std::string_view w) noexcept {
  if (w.size() <= 3 || is_digit(w.back()) || is_beyond_ascii(w.front())) return w;
  w = without_plural(w);
  if (w.size() <= 3) return w;
  w = without_verb_ending(w);
  if (w.size() > 4 && w.back() == 'e') return w.substr(0, w.size() - 1);
  if (w.size() > 4 && (w.back() == 'y' || w.back() == 'i') && !is_vowel(w[w.size() - 2]))
    return w.substr(0, w.size() - 1);
  return w;
}

bool is_plural(std::string_view w) noexcept {
  return without_plural(w).size() < w.size();
}

std::string without_markup(std::string_view prose) {
  std::string text;
  text.reserve(prose.size());
  for (std::size_t i = 0; i < prose.size();) {
    const std::size_t end = end_of_markup(prose, i);
    text += end == i ? prose[i] : ' ';
    i = end == i ? i + 1 : end;
  }
  return text;
}

} // namespace http_task::search
