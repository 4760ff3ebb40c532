#include "catalog/words.hpp"

#include "base/text.hpp"

namespace http_task::catalog {
namespace {

constexpr std::size_t longest_word = 64;

bool is_upper(char c) noexcept {
  return c >= 'A' && c <= 'Z';
}
bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}
bool is_lower(char c) noexcept {
  return c >= 'a' && c <= 'z';
}
bool is_word(char c) noexcept {
  return is_lower(c) || is_upper(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

// Whether another word starts at `i` of the one that began at `begin`: "userId" is "user" and "Id",
// "HTTPServer" is "HTTP" and "Server"; "URLs" and "OAuth" are one word each.
bool starts_word(std::string_view text, std::size_t begin, std::size_t i) noexcept {
  if (!is_upper(text[i])) return false;
  if (!is_upper(text[i - 1])) return true;
  const bool followed_by_word = i + 2 < text.size() && is_lower(text[i + 1]) && is_word(text[i + 2]);
  return followed_by_word && i - begin >= 2;
}

} // namespace

std::string fold(std::string_view lower) {
  const auto without = [&](std::size_t size, std::string_view suffix = {}) {
    std::string folded(lower.substr(0, lower.size() - size));
    folded += suffix;
    return folded;
  };
  if (lower.size() < 4 || !lower.ends_with('s')) return std::string(lower);
  if (lower.ends_with("ies") && lower.size() > 4) return without(3, "y");
  for (const std::string_view suffix : {"sses", "shes", "ches", "xes", "tuses"})
    if (lower.ends_with(suffix)) return without(2);
  for (const std::string_view suffix : {"ss", "us", "is"})
    if (lower.ends_with(suffix)) return std::string(lower);
  return without(1);
}

std::vector<word> split_words(std::string_view text, std::size_t most) {
  std::vector<word> words;
  for (std::size_t i = 0; i < text.size() && words.size() < most;) {
    if (!is_word(text[i])) {
      ++i;
      continue;
    }
    const std::size_t begin = i++;
    while (i < text.size() && is_word(text[i]) && !starts_word(text, begin, i))
      ++i;
    const std::string lower = to_lower(utf8_prefix(text.substr(begin, i - begin), longest_word));
    word w{fold(lower), begin, i - begin, false};
    w.plural = w.text.size() != lower.size();
    words.push_back(std::move(w));
  }
  return words;
}

} // namespace http_task::catalog
