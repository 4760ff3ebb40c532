// Strings with ${...} in them, taken apart (docs/expressions.md).
//
// The inside of the braces is a JSONPath (RFC 9535) whose "$." may be left out, so that a plain path is one:
// a name, then ".name", "[0]" or "['any name']" any number of times. "$${" stands for a literal "${".
// Expressions within expressions are refused.
#pragma once

#include "base/result.hpp"
#include "json/path_query.hpp"
#include "json/value.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace http_task::expression {

struct path {
  std::string text; // as written between the braces, trimmed
  json::path_query query;

  // The secret's name of ${secrets.NAME} and ${workflow.secrets.NAME}, or nullptr. A secret is reached in no
  // other way.
  [[nodiscard]] const std::string* secret() const noexcept;
};

using piece = std::variant<std::string, path>; // literal text or an expression

struct limits {
  static constexpr std::size_t depth = 128;          // of the template's JSON
  static constexpr std::size_t expressions = 10'000; // in one template
  static constexpr std::size_t work = 20'000'000;    // of all JSONPaths together, as path_limits counts it
  static constexpr std::size_t output = std::size_t{64}
                                        << 20; // bytes of strings and estimated size of values
};

// The pieces of a string; one literal piece if it holds no expression. Fails with "expression.invalid".
[[nodiscard]] result<std::vector<piece>> parse(std::string_view text);

// Whether the string is one ${...} from its first to its last byte; what it holds need not be well-formed.
// Cheap.
[[nodiscard]] bool is_one_expression(std::string_view text) noexcept;

// Whether the value is a string that is one expression: its type is not known before it is resolved.
[[nodiscard]] bool is_expression(const json::value& v) noexcept;

// Whether the string holds an expression anywhere ("$${" is none).
[[nodiscard]] bool has_expression(std::string_view text) noexcept;

struct reference {
  std::string pointer; // of the string that holds it
  std::string path;    // as written, e.g. "workflow.input.x"
  std::string secret;  // the name of the secret; "" if it is none
};

// What the strings of a document refer to, in document order. Strings that cannot be read are left out.
[[nodiscard]] std::vector<reference> references(const json::value& document);

// What is wrong with the expressions of a document, one finding per string.
[[nodiscard]] std::vector<finding> check_syntax(const json::value& document);

} // namespace http_task::expression
