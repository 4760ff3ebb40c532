// JSONPath (RFC 9535): a query compiled once, and evaluated on any number of values.
//
// Both parts are bounded: a query by its length and nesting, an evaluation by the work that it does, the
// depth of the value and the number of results. Nothing recurses deeper than these bounds say.
#pragma once

#include "base/result.hpp"
#include "json/value.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace http_task::json {

namespace path {
struct query;
struct logical;
} // namespace path

enum class path_notation {
  standard,   // RFC 9535 to the letter
  short_form, // and a query may begin with a name in place of "$."; names in it may also hold '-' and begin
              // with a digit
};

struct path_limits {
  static constexpr std::size_t bytes = std::size_t{16} << 10; // of a query
  static constexpr std::size_t segments = 128; // of one query, those in its filters not counted
  static constexpr unsigned nesting = 32;      // filters, parentheses and functions within each other

  std::size_t depth = 256; // of the value
  std::size_t work =
      20'000'000; // nodes visited, and what comparing and matching takes, in about the same unit
  std::size_t results = 100'000;
};

// A member name, or an array index that is negative when it counts from the end.
using path_step = std::variant<std::string, std::int64_t>;

struct path_node {
  const value* at;      // within the value that was queried
  std::string location; // normalized path (section 2.7), e.g. $['items'][0]
};

// Immutable; cheap to copy; const members are thread-safe.
class path_query {
public:
  // Fails with "input.invalid" (which names the character of the query, and what was expected there) or
  // "input.limit".
  [[nodiscard]] static result<path_query> compile(std::string_view text,
                                                  path_notation notation = path_notation::standard);

  // Selects at most one node, whatever the value (section 2.3.5.1).
  [[nodiscard]] bool is_singular() const noexcept;

  // The segments up to the first that may select more than one node: all of a singular query.
  [[nodiscard]] const std::vector<path_step>& steps() const noexcept;

  // What is not wrong but certainly not meant: a regular expression that is none, so that nothing matches it.
  [[nodiscard]] const std::vector<std::string>& warnings() const noexcept;

  // The nodes in the order of the query; members of objects in the order in which they stand. A node that is
  // selected twice comes twice. Fails with "input.limit".
  [[nodiscard]] result<std::vector<const value*>> values(const value& root, const path_limits& limits = {},
                                                         std::size_t* work_used = nullptr) const;
  [[nodiscard]] result<std::vector<path_node>> nodes(const value& root, const path_limits& limits = {}) const;

private:
  struct compiled;
  path_query() = default;
  std::shared_ptr<const compiled> compiled_;
};

// A condition as it stands behind the '?' of a filter, e.g. $.response.body.ok == true. '@' and '$' are both
// the value itself. A query alone asks whether it selects anything, even null or false.
class path_condition {
public:
  // Fails as path_query::compile() does.
  [[nodiscard]] static result<path_condition> compile(std::string_view text);

  [[nodiscard]] const std::vector<std::string>& warnings() const noexcept;

  // Fails with "input.limit".
  [[nodiscard]] result<bool> holds(const value& root, const path_limits& limits = {}) const;

private:
  struct compiled;
  path_condition() = default;
  std::shared_ptr<const compiled> compiled_;
};

} // namespace http_task::json
