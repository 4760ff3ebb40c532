#include "json/path_parser.hpp"

#include <algorithm>
#include <utility>

namespace http_task::json::path {

result<query> parser::parse_query() {
  query q;
  if (notation_ == path_notation::short_form && scanner_.next_is_name()) {
    q.segments.push_back({false, {}});
    q.segments.back().selectors.emplace_back(scanner_.read_name());
  } else if (!scanner_.skip("$")) {
    scanner_.expected(notation_ == path_notation::short_form ? "a name or $" : "$");
  }
  read_segments(q);
  if (!scanner_.at_end()) scanner_.expected("a segment ('.name', '[...]', '..') or the end");
  if (scanner_.failed()) return scanner_.take_failure();
  return q;
}

void parser::enter() {
  if (++nesting_ > path_limits::nesting)
    scanner_.too_much("A JSONPath has at most " + std::to_string(path_limits::nesting) +
                      " filters, parentheses and functions within each other.");
}

void parser::read_segments(query& q) {
  while (!scanner_.at_end()) {
    const std::size_t before = scanner_.position();
    scanner_.skip_blanks();
    if (scanner_.peek() != '.' && scanner_.peek() != '[') {
      scanner_.go_back(before);
      return;
    }
    read_segment(q);
    if (q.segments.size() > path_limits::segments)
      scanner_.too_much("A JSONPath has at most " + std::to_string(path_limits::segments) + " segments.");
  }
}

void parser::read_segment(query& q) {
  segment s;
  if (scanner_.skip("..")) {
    s.descendant = true;
    if (scanner_.peek() == '[')
      read_brackets(q, s);
    else
      read_dot_selector(s);
  } else if (scanner_.skip(".")) {
    read_dot_selector(s);
  } else {
    read_brackets(q, s);
  }
  q.segments.push_back(std::move(s));
}

void parser::read_dot_selector(segment& s) {
  if (scanner_.skip("*"))
    s.selectors.emplace_back(wildcard{});
  else if (scanner_.next_is_name())
    s.selectors.emplace_back(scanner_.read_name());
  else
    scanner_.expected(s.descendant ? "a name, * or [" : "a name or *");
}

void parser::read_brackets(query& q, segment& s) {
  scanner_.expect("[");
  do {
    if (scanner_.skip_blanks()) q.tight = false;
    s.selectors.push_back(read_selector());
    if (scanner_.skip_blanks()) q.tight = false;
  } while (scanner_.skip(","));
  if (!scanner_.skip("]")) scanner_.expected("] or a comma");
}

selector parser::read_selector() {
  if (scanner_.next_is_string()) return scanner_.read_string();
  if (scanner_.skip("*")) return wildcard{};
  if (scanner_.skip("?")) return read_filter();
  if (scanner_.next_is_number() || scanner_.peek() == ':') return read_index_or_slice();
  scanner_.expected("a quoted name, an index, a slice, * or a filter behind ?");
  return wildcard{};
}

selector parser::read_index_or_slice() {
  slice_selector slice;
  if (scanner_.next_is_number()) slice.start = scanner_.read_integer();
  const std::size_t before = scanner_.position();
  scanner_.skip_blanks();
  if (!scanner_.skip(":")) {
    scanner_.go_back(before);
    return index_selector{slice.start.value_or(0)};
  }
  scanner_.skip_blanks();
  if (scanner_.next_is_number()) {
    slice.end = scanner_.read_integer();
    scanner_.skip_blanks();
  }
  if (scanner_.skip(":")) {
    scanner_.skip_blanks();
    if (scanner_.next_is_number()) slice.step = scanner_.read_integer();
  }
  return slice;
}

selector parser::read_filter() {
  enter();
  scanner_.skip_blanks();
  filter_selector filter{std::make_unique<const logical>(read_any_of())};
  --nesting_;
  return filter;
}

} // namespace http_task::json::path
