// The text of a JSONPath query to its syntax (RFC 9535, appendix A), with the types of functions checked.
//
// Recursive descent: path_parser.cpp has segments and selectors, path_filter_parser.cpp what stands behind a
// '?'.
#pragma once

#include "base/result.hpp"
#include "json/path_query.hpp"
#include "json/path_scanner.hpp"
#include "json/path_syntax.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace http_task::json::path {

class parser {
public:
  parser(std::string_view text, path_notation notation) : scanner_(text, notation), notation_(notation) {}

  // One of the two, once, for the whole text.
  [[nodiscard]] result<query> parse_query();
  [[nodiscard]] result<logical> parse_condition();

  [[nodiscard]] std::vector<std::string> take_warnings() { return std::move(warnings_); }

private:
  // path_parser.cpp
  void read_segments(query& q);
  void read_segment(query& q);
  void read_dot_selector(segment& s);
  void read_brackets(query& q, segment& s);
  selector read_selector();
  selector read_index_or_slice();
  selector read_filter();

  // path_filter_parser.cpp
  logical read_any_of();
  logical read_all_of();
  logical read_basic();
  logical read_negated();
  logical read_test_or_comparison();
  logical read_parentheses();
  bool skip_operator(comparison_operator& by);
  operand read_operand();
  operand read_word();
  std::unique_ptr<const function_call> read_call(std::size_t begin, std::string_view name);
  void read_arguments(function_call& call);
  void check_comparable(const operand& o, std::size_t begin);
  void check_test(const operand& o, std::size_t begin);
  void check_argument(const function_call& call, std::size_t begin);
  void compile_pattern(function_call& call, std::size_t begin);

  // Whether one level more is allowed; the caller leaves it with --nesting_.
  void enter();

  scanner scanner_;
  path_notation notation_;
  unsigned nesting_ = 0;
  std::vector<std::string> warnings_;
};

} // namespace http_task::json::path
