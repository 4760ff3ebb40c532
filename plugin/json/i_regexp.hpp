// I-Regexp (RFC 9485): the regular expressions of JSONPath's match() and search(). Matched by RE2, hence in
// time linear in the text.
#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <memory>
#include <string_view>

namespace re2 {
class RE2;
}

namespace http_task::json {

// A compiled expression. Cheap to copy; const members are thread-safe.
class i_regexp {
public:
  static constexpr std::size_t longest = 4096; // bytes of an expression
  static constexpr unsigned deepest = 64;      // nested groups

  // Fails with "input.invalid" on what RFC 9485 does not allow (lookaround, \d, lazy quantifiers, ...), or
  // with "input.limit" on what is too long, too deep, or repeats more than 1,000 times. An unescaped '^' or
  // '$' is an anchor, as in the mappings of RFC 9485, section 5.
  [[nodiscard]] static result<i_regexp> compile(std::string_view text);

  [[nodiscard]] bool matches_all(std::string_view text) const;
  [[nodiscard]] bool matches_within(std::string_view text) const;

  // About how much work compiling it was, in instructions.
  [[nodiscard]] std::size_t size() const;

private:
  std::shared_ptr<const re2::RE2> expression_;
};

} // namespace http_task::json
