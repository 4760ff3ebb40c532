// A small deterministic automaton for a pattern: one table look-up per character, and no more characters than
// decide. It stands before RE2, whose call alone costs more than most patterns of schemas take in all.
//
// It knows ASCII. A text with another character in the part that decides is left to RE2, and so is every text
// of a pattern that takes too many states, or that has word boundaries or Unicode properties.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace http_task::schema {

class pattern_automaton {
public:
  // `translation` is what translate_pattern() wrote. nullopt: RE2 has to do it.
  [[nodiscard]] static std::optional<pattern_automaton> compile(std::string_view translation);

  // Whether the pattern matches somewhere in the text; nullopt: RE2 has to say.
  [[nodiscard]] std::optional<bool> matches(std::string_view text) const noexcept {
    std::uint16_t at = start_;
    for (const char c : text) {
      if (at >= decided) break;
      at = next_[at + column_[static_cast<unsigned char>(c)]];
    }
    if (at < decided) at = next_[at];
    if (at == left_open) return std::nullopt;
    return at == matched;
  }

  static constexpr std::size_t most_states = 64;

private:
  friend class automaton_maker;

  // States are the offsets of their rows, but for these.
  static constexpr std::uint16_t decided = 0xFFF0;
  static constexpr std::uint16_t left_open = 0xFFF0;
  static constexpr std::uint16_t failed = 0xFFF1;
  static constexpr std::uint16_t matched = 0xFFF2;

  std::uint16_t start_ = failed;
  std::array<std::uint8_t, 256> column_{}; // of each byte
  std::vector<std::uint16_t> next_;        // rows of columns; the first column is the end of the text
};

} // namespace http_task::schema
