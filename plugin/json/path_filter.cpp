#include "json/path_comparison.hpp"
#include "json/path_evaluation.hpp"
#include "json/path_functions.hpp"
#include "json/utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace http_task::json::path {
namespace {

// What compiling a regular expression takes, beside its instructions, and what it may have taken when it was
// refused.
constexpr std::size_t compile_charge = 500;
constexpr std::size_t refused_charge = 200'000;
constexpr std::size_t charge_per_instruction = 10;
constexpr std::size_t matched_bytes_per_charge = 8;
constexpr std::size_t counted_bytes_per_charge = 64;

class counter final : public evaluator::visitor {
public:
  explicit counter(std::size_t most) noexcept : most_(most) {}
  // The address of a node outlives the place that led to it.
  bool visit(const place& p) override {
    last_ = p.at;
    return ++count_ < most_;
  }
  [[nodiscard]] std::size_t count() const noexcept { return count_; }
  [[nodiscard]] const value* only() const noexcept { return count_ == 1 ? last_ : nullptr; }

private:
  std::size_t most_;
  std::size_t count_ = 0;
  const value* last_ = nullptr;
};

} // namespace

bool evaluator::holds(const logical& condition, const value& current) {
  if (meter_.failed()) return false;
  const auto holds_here = [&](const logical& each) { return holds(each, current); };
  if (const auto* any = std::get_if<any_of>(&condition.what))
    return std::ranges::any_of(any->operands, holds_here);
  if (const auto* all = std::get_if<all_of>(&condition.what))
    return std::ranges::all_of(all->operands, holds_here);
  if (const auto* negated = std::get_if<negation>(&condition.what)) return !holds(*negated->operand, current);
  if (const auto* compared = std::get_if<comparison>(&condition.what)) return compare(*compared, current);
  const operand& subject = std::get<test>(condition.what).subject;
  if (const auto* q = std::get_if<query>(&subject)) return selects_any(*q, current);
  return call_for_logical(*std::get<std::unique_ptr<const function_call>>(subject), current);
}

bool evaluator::selects_any(const query& q, const value& current) {
  counter found(1);
  select(q, current, found);
  return found.count() > 0;
}

bool evaluator::compare(const comparison& c, const value& current) {
  value left;
  value right;
  return path::compare(value_of(c.left, current, left), c.by, value_of(c.right, current, right), meter_);
}

const value* evaluator::value_of(const operand& o, const value& current, value& computed) {
  if (const auto* literal = std::get_if<value>(&o)) return literal;
  if (const auto* call = std::get_if<std::unique_ptr<const function_call>>(&o))
    return call_for_value(**call, current, computed);
  counter found(1);
  select(std::get<query>(o), current, found);
  return found.only();
}

const value* evaluator::call_for_value(const function_call& call, const value& current, value& computed) {
  const auto computes = [&](std::size_t number) {
    computed = std::uint64_t{number};
    return &computed;
  };
  const operand& given = call.arguments.front();
  switch (call.callee->id) {
  case function_id::length: {
    const value* measured = value_of(given, current, computed);
    if (!measured) return nullptr;
    if (const object* members = measured->if_object()) return computes(members->size());
    if (const array* items = measured->if_array()) return computes(items->size());
    const string* text = measured->if_string();
    if (!text) return nullptr;
    meter_.charge(text->size() / counted_bytes_per_charge);
    return computes(count_scalars(view(*text)));
  }
  case function_id::count: {
    counter found(std::numeric_limits<std::size_t>::max());
    select(std::get<query>(given), current, found);
    return computes(found.count());
  }
  case function_id::value: {
    counter found(2);
    select(std::get<query>(given), current, found);
    return found.only();
  }
  case function_id::match:
  case function_id::search: break;
  }
  return nullptr;
}

bool evaluator::call_for_logical(const function_call& call, const value& current) {
  value computed_text;
  value computed_pattern;
  const value* subject = value_of(call.arguments[0], current, computed_text);
  const value* pattern = value_of(call.arguments[1], current, computed_pattern);
  if (!subject || !subject->is_string() || !pattern || !pattern->is_string()) return false;
  const i_regexp* expression = pattern_of(call, *pattern);
  if (!expression || meter_.failed()) return false;
  const std::string_view text = view(subject->get_string());
  meter_.charge(text.size() / matched_bytes_per_charge);
  return call.callee->id == function_id::match ? expression->matches_all(text)
                                               : expression->matches_within(text);
}

const i_regexp* evaluator::pattern_of(const function_call& call, const value& text) {
  if (std::holds_alternative<value>(call.arguments[1])) return call.pattern ? &*call.pattern : nullptr;
  const std::string_view written = view(text.get_string());
  if (pattern_text_ != written) {
    pattern_text_ = written;
    pattern_.reset();
    result<i_regexp> compiled = i_regexp::compile(written);
    if (compiled) {
      meter_.charge(compile_charge + compiled->size() * charge_per_instruction);
      pattern_ = *std::move(compiled);
    } else {
      const bool too_large = compiled.error().type == "input.limit";
      meter_.charge(too_large ? refused_charge : compile_charge + written.size());
      if (too_large) meter_.fail(compiled.error().detail);
    }
  }
  return pattern_ ? &*pattern_ : nullptr;
}

} // namespace http_task::json::path
