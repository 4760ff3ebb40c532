#include "description/display_text.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace http_task::description {
namespace {

// U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069 turn the direction of writing, U+2028 and U+2029 break
// lines, U+FEFF is invisible: with them a name can look like another one.
bool is_hidden(std::string_view sequence) noexcept {
  constexpr auto hidden =
      std::to_array<std::string_view>({"\u200E", "\u200F", "\u202A", "\u202B", "\u202C", "\u202D", "\u202E",
                                       "\u2028", "\u2029", "\u2066", "\u2067", "\u2068", "\u2069", "\uFEFF"});
  return std::ranges::find(hidden, sequence) != hidden.end();
}

bool is_blank(char c) noexcept {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// C0 and DEL; C1 is U+0080 to U+009F, "\xC2\x80" to "\xC2\x9F".
bool is_control(std::string_view sequence) noexcept {
  const auto lead = static_cast<unsigned char>(sequence[0]);
  return lead < 0x20 || lead == 0x7F ||
         (sequence.size() == 2 && lead == 0xC2 && static_cast<unsigned char>(sequence[1]) < 0xA0);
}

std::size_t sequence_size(char lead) noexcept {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

enum class lines { kept, joined };

// The bytes at the beginning that stay as they are: printable ASCII, and blanks where lines are kept.
std::size_t plain_run(std::string_view text, lines mode) noexcept {
  const char least = mode == lines::kept ? ' ' : '!';
  const auto end = std::ranges::find_if_not(
      text, [&](char c) { return (c >= least && c <= '~') || (c == '\n' && mode == lines::kept); });
  return static_cast<std::size_t>(end - text.begin());
}

std::string cleaned(std::string_view text, std::size_t most, lines mode) {
  std::string clean;
  bool blank = false; // joined lines: a blank is due before the next character
  for (std::size_t i = 0; i < text.size();) {
    // Most text is plain, and is taken a run at a time.
    const std::size_t run = plain_run(text.substr(i), mode);
    if (run != 0) {
      if (blank && !clean.empty()) clean += ' ';
      blank = false;
      clean += text.substr(i, run);
      i += run;
      if (clean.size() > most) break;
      continue;
    }
    const std::string_view sequence = text.substr(i, sequence_size(text[i]));
    i += sequence.size();
    if (is_blank(sequence[0])) {
      if (mode == lines::joined)
        blank = true;
      else if (sequence[0] != '\r')
        clean += sequence;
      continue;
    }
    if (is_control(sequence) || is_hidden(sequence)) continue;
    if (blank && !clean.empty()) clean += ' ';
    blank = false;
    clean += sequence;
    if (clean.size() > most) break;
  }
  if (clean.size() <= most) return clean;
  clean.resize(utf8_prefix(clean, most).size());
  return clean + "\u2026";
}

} // namespace

std::string single_line(std::string_view text, std::size_t most) {
  return cleaned(text, most, lines::joined);
}

std::string clean_text(std::string_view text, std::size_t most) {
  return cleaned(text, most, lines::kept);
}

std::string first_sentence(std::string_view text, std::size_t most) {
  text = trim(text);
  while (!text.empty() && (text.front() == '#' || text.front() == '*' || text.front() == ' '))
    text.remove_prefix(1);
  std::size_t end = text.size();
  for (std::size_t i = 0; i < text.size() && i <= most; ++i) {
    const bool last = i + 1 == text.size();
    // An empty line ends a sentence too: headings have no full stop.
    if (text[i] == '\n' && !last && text[i + 1] == '\n') {
      end = i;
      break;
    }
    const bool stop = text[i] == '.' || text[i] == '!' || text[i] == '?';
    const bool abbreviation = i >= 3 && text[i - 2] == '.'; // "e.g.", "i.e."
    if (stop && !abbreviation && (last || is_blank(text[i + 1]))) {
      end = i + 1;
      break;
    }
  }
  std::string sentence = single_line(text.substr(0, end), most);
  std::erase(sentence, '`');
  for (std::size_t at = sentence.find("**"); at != std::string::npos; at = sentence.find("**"))
    sentence.erase(at, 2);
  return sentence;
}

} // namespace http_task::description
