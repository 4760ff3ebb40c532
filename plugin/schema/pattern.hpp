// The regular expressions of `pattern`, `patternProperties` and `format: regex`: ECMA-262 with Unicode
// semantics, translated into RE2, which matches in linear time and therefore has no lookaround and no
// backreferences; simple ones on ASCII by an automaton of our own, which is as linear and quicker.
#pragma once

#include "base/result.hpp"
#include "schema/pattern_automaton.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace re2 {
class RE2;
}

namespace http_task::schema {

// Fails with "input.invalid" (no regular expression) or "input.unsupported" (lookaround, backreference, an
// unknown Unicode property, a repetition of more than 5,000). The translation uses only literals, `\x{...}`,
// classes,
// `(?:...)`, `|`, greedy and lazy quantifiers, `^`, `$`, `\b` and `\B`.
[[nodiscard]] result<std::string> translate_pattern(std::string_view ecma);

// A compiled pattern. Const members are thread-safe.
class pattern {
public:
  [[nodiscard]] static result<pattern> compile(std::string_view ecma);

  // True if the pattern matches somewhere in the text.
  [[nodiscard]] bool matches(std::string_view text) const {
    const std::optional<bool> known = automaton_ ? automaton_->matches(text) : std::nullopt;
    return known ? *known : search(text);
  }

  [[nodiscard]] const std::string& text() const noexcept { return text_; }
  [[nodiscard]] const std::string& translation() const noexcept;

private:
  std::string text_; // as the schema has it
  std::shared_ptr<const re2::RE2> expression_;
  std::optional<pattern_automaton> automaton_;

  [[nodiscard]] bool search(std::string_view text) const;
};

} // namespace http_task::schema
