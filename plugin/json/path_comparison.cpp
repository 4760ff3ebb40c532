#include "json/path_comparison.hpp"

#include "json/number.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace http_task::json::path {
namespace {

// Bytes of text that are compared in about the time in which a node is visited.
constexpr std::size_t bytes_per_charge = 64;

bool equal(const value& a, const value& b, std::size_t depth, work_meter& meter) {
  meter.charge(1);
  meter.check_depth(depth);
  if (meter.failed()) return false;
  if (a.is_number() && b.is_number()) return compare_numbers(a, b) == std::partial_ordering::equivalent;
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
  case kind::bool_: return a.get_bool() == b.get_bool();
  case kind::string:
    if (a.get_string().size() != b.get_string().size()) return false;
    meter.charge(a.get_string().size() / bytes_per_charge);
    return a.get_string() == b.get_string();
  case kind::array:
    return std::ranges::equal(a.get_array(), b.get_array(), [&](const value& item, const value& other) {
      return equal(item, other, depth + 1, meter);
    });
  case kind::object:
    return a.get_object().size() == b.get_object().size() &&
           std::ranges::all_of(a.get_object(), [&](const auto& member) {
             meter.charge(1 + member.key().size() / bytes_per_charge);
             const value* other = b.get_object().if_contains(member.key());
             return other && equal(member.value(), *other, depth + 1, meter);
           });
  default: return true; // null
  }
}

// UTF-8 keeps the order of scalar values, and std::string_view compares unsigned bytes.
bool less(const value& a, const value& b, work_meter& meter) {
  if (a.is_number() && b.is_number()) return compare_numbers(a, b) < 0;
  const string* left = a.if_string();
  const string* right = b.if_string();
  if (!left || !right) return false;
  meter.charge(std::min(left->size(), right->size()) / bytes_per_charge);
  return view(*left) < view(*right);
}

bool equal(const value* a, const value* b, work_meter& meter) {
  return a && b ? equal(*a, *b, 0, meter) : a == b;
}

bool less(const value* a, const value* b, work_meter& meter) {
  return a && b && less(*a, *b, meter);
}

} // namespace

bool compare(const value* left, comparison_operator by, const value* right, work_meter& meter) {
  switch (by) {
  case comparison_operator::equal: return equal(left, right, meter);
  case comparison_operator::not_equal: return !equal(left, right, meter);
  case comparison_operator::less: return less(left, right, meter);
  case comparison_operator::less_or_equal: return less(left, right, meter) || equal(left, right, meter);
  case comparison_operator::greater: return less(right, left, meter);
  case comparison_operator::greater_or_equal: return less(right, left, meter) || equal(left, right, meter);
  }
  return false;
}

} // namespace http_task::json::path
