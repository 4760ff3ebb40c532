// What the text of a JSONPath query becomes: RFC 9535's grammar as types.
#pragma once

#include "json/i_regexp.hpp"
#include "json/value.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace http_task::json::path {

struct logical;
struct function_call;
struct function; // json/path_functions.hpp

struct wildcard {};
struct index_selector {
  std::int64_t index;
};
struct slice_selector {
  std::optional<std::int64_t> start;
  std::optional<std::int64_t> end;
  std::int64_t step = 1;
};
struct filter_selector {
  std::unique_ptr<const logical> condition;
};
using selector = std::variant<std::string, wildcard, index_selector, slice_selector, filter_selector>;

struct segment {
  bool descendant = false;
  std::vector<selector> selectors;
};

struct query {
  bool absolute = true; // begins with '$', else with '@'
  // No blanks within the brackets of its segments: the grammar of singular-query has no room for them.
  bool tight = true;
  std::vector<segment> segments;
};

// A segment of one name or one index.
[[nodiscard]] inline bool is_singular(const segment& s) noexcept {
  return !s.descendant && s.selectors.size() == 1 &&
         (std::holds_alternative<std::string>(s.selectors.front()) ||
          std::holds_alternative<index_selector>(s.selectors.front()));
}

// What stands beside a comparison operator, or is given to a function.
using operand = std::variant<value, query, std::unique_ptr<const function_call>>;

struct function_call {
  const function* callee = nullptr;
  std::vector<operand> arguments;
  std::optional<i_regexp> pattern; // of match() and search(), when it is a literal and an I-Regexp
};

enum class comparison_operator { equal, not_equal, less, less_or_equal, greater, greater_or_equal };

struct any_of {
  std::vector<logical> operands;
};
struct all_of {
  std::vector<logical> operands;
};
struct negation {
  std::unique_ptr<const logical> operand;
};
struct comparison {
  operand left;
  comparison_operator by = comparison_operator::equal;
  operand right;
};
struct test {
  operand subject; // a query, or a function whose result is nodes or a truth value
};
struct logical {
  std::variant<any_of, all_of, negation, comparison, test> what;
};

} // namespace http_task::json::path
