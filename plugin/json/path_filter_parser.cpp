#include "base/text.hpp"
#include "json/path_functions.hpp"
#include "json/path_parser.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace http_task::json::path {
namespace {

bool is_singular(const query& q) noexcept {
  return std::ranges::all_of(q.segments, [](const segment& s) { return path::is_singular(s); });
}

const function_call* as_call(const operand& o) noexcept {
  const auto* call = std::get_if<std::unique_ptr<const function_call>>(&o);
  return call ? call->get() : nullptr;
}

std::string_view type_words(function_type type) noexcept {
  switch (type) {
  case function_type::value: return "a value";
  case function_type::logical: return "true or false";
  case function_type::nodes: return "nodes";
  }
  return {};
}

std::string names_of_functions() {
  std::string names;
  for (const function& f : functions())
    names += (names.empty() ? "" : ", ") + std::string(f.name);
  return names;
}

} // namespace

result<logical> parser::parse_condition() {
  scanner_.skip_blanks();
  logical condition = read_any_of();
  if (!scanner_.at_end()) scanner_.expected("&&, || or the end");
  if (scanner_.failed()) return scanner_.take_failure();
  return condition;
}

// Reads the blanks behind it, too; so do all that read a condition.
logical parser::read_any_of() {
  any_of all;
  do {
    scanner_.skip_blanks();
    all.operands.push_back(read_all_of());
  } while (scanner_.skip("||"));
  if (all.operands.size() == 1) return std::move(all.operands.front());
  return {std::move(all)};
}

logical parser::read_all_of() {
  all_of all;
  do {
    scanner_.skip_blanks();
    all.operands.push_back(read_basic());
    scanner_.skip_blanks();
  } while (scanner_.skip("&&"));
  if (all.operands.size() == 1) return std::move(all.operands.front());
  return {std::move(all)};
}

logical parser::read_basic() {
  if (scanner_.peek() == '!') return read_negated();
  if (scanner_.peek() == '(') return read_parentheses();
  return read_test_or_comparison();
}

logical parser::read_negated() {
  scanner_.expect("!");
  scanner_.skip_blanks();
  if (scanner_.peek() == '(') return {negation{std::make_unique<const logical>(read_parentheses())}};
  const std::size_t begin = scanner_.position();
  operand subject = read_operand();
  check_test(subject, begin);
  scanner_.skip_blanks();
  comparison_operator by{};
  if (skip_operator(by))
    scanner_.wrong(begin, "a comparison behind ! stands in parentheses, e.g. !(@.a == 1)");
  return {negation{std::make_unique<const logical>(logical{test{std::move(subject)}})}};
}

logical parser::read_parentheses() {
  enter();
  scanner_.expect("(");
  logical inner = read_any_of();
  if (!scanner_.skip(")")) scanner_.expected("&&, || or )");
  --nesting_;
  return inner;
}

logical parser::read_test_or_comparison() {
  const std::size_t begin = scanner_.position();
  operand left = read_operand();
  scanner_.skip_blanks();
  comparison c;
  if (!skip_operator(c.by)) {
    check_test(left, begin);
    return {test{std::move(left)}};
  }
  check_comparable(left, begin);
  scanner_.skip_blanks();
  const std::size_t second = scanner_.position();
  c.right = read_operand();
  check_comparable(c.right, second);
  c.left = std::move(left);
  return {std::move(c)};
}

bool parser::skip_operator(comparison_operator& by) {
  using enum comparison_operator;
  constexpr auto operators =
      std::to_array<std::pair<std::string_view, comparison_operator>>({{"==", equal},
                                                                       {"!=", not_equal},
                                                                       {"<=", less_or_equal},
                                                                       {">=", greater_or_equal},
                                                                       {"<", less},
                                                                       {">", greater}});
  const auto* found = std::ranges::find_if(operators, [&](const auto& o) { return scanner_.skip(o.first); });
  if (found == operators.end()) {
    if (scanner_.peek() == '=') scanner_.expected("== for equality");
    return false;
  }
  by = found->second;
  return true;
}

operand parser::read_operand() {
  if (scanner_.next_is_string()) return value(scanner_.read_string());
  if (scanner_.next_is_number()) return scanner_.read_number();
  query q;
  q.absolute = scanner_.skip("$");
  if (q.absolute || scanner_.skip("@")) {
    read_segments(q);
    return q;
  }
  return read_word();
}

// true, false, null, or a function.
operand parser::read_word() {
  const std::size_t begin = scanner_.position();
  const std::string word = scanner_.read_identifier();
  if (scanner_.peek() == '(' && !word.empty()) return read_call(begin, word);
  if (word == "true") return value(true);
  if (word == "false") return value(false);
  if (word == "null") return value(nullptr);
  scanner_.go_back(begin);
  scanner_.expected("@, $, a function, a number, a quoted string, true, false or null");
  return value();
}

std::unique_ptr<const function_call> parser::read_call(std::size_t begin, std::string_view name) {
  auto call = std::make_unique<function_call>();
  call->callee = find_function(name);
  if (!call->callee) {
    std::vector<std::string_view> names;
    for (const function& f : functions())
      names.push_back(f.name);
    const std::optional<std::string_view> near = nearest(name, names);
    scanner_.wrong(begin, "there is no function \"" + std::string(name) + "\"" +
                              (near ? "; did you mean " + std::string(*near) + "?" : "") +
                              " The functions are " + names_of_functions());
    return call;
  }
  enter();
  scanner_.expect("(");
  read_arguments(*call);
  if (!scanner_.failed() && call->arguments.size() != call->callee->parameters.size())
    scanner_.wrong(begin, std::string(name) + "() takes " + std::to_string(call->callee->parameters.size()) +
                              (call->callee->parameters.size() == 1 ? " argument" : " arguments") +
                              ", found " + std::to_string(call->arguments.size()));
  if (!scanner_.failed()) compile_pattern(*call, begin);
  --nesting_;
  return call;
}

void parser::read_arguments(function_call& call) {
  scanner_.skip_blanks();
  if (scanner_.skip(")")) return;
  do {
    scanner_.skip_blanks();
    const std::size_t begin = scanner_.position();
    call.arguments.push_back(read_operand());
    check_argument(call, begin);
    scanner_.skip_blanks();
  } while (scanner_.skip(","));
  if (!scanner_.skip(")")) scanner_.expected("a comma or )");
}

// Section 2.4.3, for the last of the arguments read.
void parser::check_argument(const function_call& call, std::size_t begin) {
  const std::size_t i = call.arguments.size() - 1;
  if (scanner_.failed() || i >= call.callee->parameters.size()) return;
  const function_type wanted = call.callee->parameters[i];
  const operand& given = call.arguments.back();
  const auto* q = std::get_if<query>(&given);
  const function_call* inner = as_call(given);
  const bool fits = wanted == function_type::nodes
                        ? q || (inner && inner->callee->result == function_type::nodes)
                    : inner ? inner->callee->result == function_type::value
                            : !q || is_singular(*q);
  if (!fits)
    scanner_.wrong(begin, std::string(call.callee->name) + "() takes " + std::string(type_words(wanted)) +
                              (wanted == function_type::nodes ? ", which a query gives"
                               : q                            ? "; this query may select more than one node"
                                                              : ""));
}

// A literal that is no I-Regexp matches nothing (sections 2.4.6 and 2.4.7).
void parser::compile_pattern(function_call& call, std::size_t begin) {
  if (call.callee->id != function_id::match && call.callee->id != function_id::search) return;
  const auto* literal = std::get_if<value>(&call.arguments.back());
  if (!literal) return;
  result<i_regexp> pattern = literal->is_string()
                                 ? i_regexp::compile(view(literal->get_string()))
                                 : make_problem("input.invalid", "A regular expression is a string.");
  if (pattern)
    call.pattern = *std::move(pattern);
  else if (pattern.error().type == "input.limit")
    scanner_.wrong(begin, pattern.error().detail);
  else
    warnings_.push_back(std::string(call.callee->name) + "() never matches: " + pattern.error().detail);
}

void parser::check_comparable(const operand& o, std::size_t begin) {
  if (scanner_.failed()) return;
  if (const auto* q = std::get_if<query>(&o)) {
    if (!is_singular(*q))
      scanner_.wrong(begin, "a query that is compared selects one node at most: by names and indices alone");
    else if (!q->tight)
      scanner_.wrong(begin, "a query that is compared has no blanks within its brackets");
  } else if (const function_call* call = as_call(o); call && call->callee->result != function_type::value) {
    scanner_.wrong(begin, std::string(call->callee->name) + "() gives " +
                              std::string(type_words(call->callee->result)) + ", which cannot be compared");
  }
}

void parser::check_test(const operand& o, std::size_t begin) {
  if (scanner_.failed()) return;
  const function_call* call = as_call(o);
  if (std::holds_alternative<value>(o))
    scanner_.wrong(begin, "a literal alone is no condition");
  else if (call && call->callee->result == function_type::value)
    scanner_.wrong(begin, std::string(call->callee->name) + "() gives a value, which has to be compared");
}

} // namespace http_task::json::path
