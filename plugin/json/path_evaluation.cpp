#include "json/path_evaluation.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace http_task::json::path {
namespace {

place member_of(const place& parent, const boost::json::key_value_pair& member) noexcept {
  return {&member.value(), &parent, view(member.key()), 0, true, parent.depth + 1};
}

place item_of(const place& parent, const array& items, std::size_t index) noexcept {
  return {&items[index], &parent, {}, index, false, parent.depth + 1};
}

// Section 2.3.4.2.2. The last is not included; it may be -1.
struct slice_bounds {
  std::int64_t first;
  std::int64_t last;
};

slice_bounds bounds_of(const slice_selector& s, std::int64_t size) noexcept {
  const auto from_start = [&](std::int64_t i) { return i >= 0 ? i : size + i; };
  if (s.step >= 0)
    return {std::clamp(from_start(s.start.value_or(0)), std::int64_t{0}, size),
            std::clamp(from_start(s.end.value_or(size)), std::int64_t{0}, size)};
  return {std::clamp(from_start(s.start.value_or(size - 1)), std::int64_t{-1}, size - 1),
          std::clamp(s.end ? from_start(*s.end) : -1, std::int64_t{-1}, size - 1)};
}

// Section 2.7.
void append_normalized_name(std::string& out, std::string_view name) {
  constexpr std::string_view plain = "\b\f\n\r\t'\\";
  constexpr std::string_view letters = "bfnrt'\\";
  constexpr std::string_view digits = "0123456789abcdef";
  out += "['";
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (const std::size_t i = plain.find(c); i != plain.npos) {
      out += '\\';
      out += letters[i];
    } else if (byte < 0x20) {
      out += "\\u00";
      out += digits[byte >> 4U];
      out += digits[byte & 0xFU];
    } else {
      out += c;
    }
  }
  out += "']";
}

} // namespace

std::string normalized_path(const place& p) {
  std::vector<const place*> way;
  for (const place* each = &p; each->parent; each = each->parent)
    way.push_back(each);
  std::string text = "$";
  for (auto each = way.rbegin(); each != way.rend(); ++each) {
    if ((*each)->is_member)
      append_normalized_name(text, (*each)->name);
    else
      text += "[" + std::to_string((*each)->index) + "]";
  }
  return text;
}

void evaluator::select(const query& q, const value& current, visitor& found) {
  const place start{q.absolute ? &root_ : &current};
  walk(q.segments, start, found);
}

bool evaluator::walk(std::span<const segment> left, const place& from, visitor& found) {
  if (left.empty()) return found.visit(from);
  bool goes_on = meter_.enter();
  if (goes_on && left.front().descendant)
    goes_on = descend(left, from, found);
  else if (goes_on)
    goes_on = std::ranges::all_of(left.front().selectors,
                                  [&](const selector& s) { return apply(s, left.subspan(1), from, found); });
  meter_.leave();
  return goes_on;
}

// Section 2.5.2.2: the node itself, then what is below it, parents before children.
bool evaluator::descend(std::span<const segment> left, const place& from, visitor& found) {
  for (const selector& s : left.front().selectors) {
    if (!apply(s, left.subspan(1), from, found)) return false;
  }
  const auto further = [&](const place& child) {
    meter_.charge(1);
    meter_.check_depth(child.depth);
    const bool goes_on = meter_.enter() && descend(left, child, found);
    meter_.leave();
    return goes_on;
  };
  if (const object* members = from.at->if_object())
    return std::ranges::all_of(*members,
                               [&](const auto& member) { return further(member_of(from, member)); });
  if (const array* items = from.at->if_array()) {
    for (std::size_t i = 0; i < items->size(); ++i) {
      if (!further(item_of(from, *items, i))) return false;
    }
  }
  return true;
}

bool evaluator::step(std::span<const segment> then, const place& to, visitor& found) {
  meter_.charge(1);
  meter_.check_depth(to.depth);
  return !meter_.failed() && walk(then, to, found);
}

bool evaluator::apply(const selector& s, std::span<const segment> then, const place& from, visitor& found) {
  const object* members = from.at->if_object();
  const array* items = from.at->if_array();
  if (const auto* name = std::get_if<std::string>(&s)) {
    const auto member = members ? members->find(*name) : nullptr;
    return !members || member == members->end() || step(then, member_of(from, *member), found);
  }
  if (std::holds_alternative<wildcard>(s)) {
    if (members)
      return std::ranges::all_of(*members,
                                 [&](const auto& m) { return step(then, member_of(from, m), found); });
    for (std::size_t i = 0; items && i < items->size(); ++i) {
      if (!step(then, item_of(from, *items, i), found)) return false;
    }
    return true;
  }
  if (const auto* filter = std::get_if<filter_selector>(&s)) return apply_filter(*filter, then, from, found);
  if (!items) return true;
  const auto size = static_cast<std::int64_t>(items->size());
  if (const auto* selected = std::get_if<index_selector>(&s)) {
    const std::int64_t index = selected->index < 0 ? size + selected->index : selected->index;
    return index < 0 || index >= size ||
           step(then, item_of(from, *items, static_cast<std::size_t>(index)), found);
  }
  const auto& slice = std::get<slice_selector>(s);
  const auto [first, last] = bounds_of(slice, size);
  if (slice.step == 0) return true;
  for (std::int64_t i = first; slice.step > 0 ? i < last : i > last; i += slice.step) {
    if (!step(then, item_of(from, *items, static_cast<std::size_t>(i)), found)) return false;
  }
  return true;
}

bool evaluator::apply_filter(const filter_selector& s, std::span<const segment> then, const place& from,
                             visitor& found) {
  const auto consider = [&](const place& child) {
    meter_.charge(1);
    const bool selected = holds(*s.condition, *child.at);
    return !meter_.failed() && (!selected || step(then, child, found));
  };
  if (const object* members = from.at->if_object())
    return std::ranges::all_of(*members,
                               [&](const auto& member) { return consider(member_of(from, member)); });
  if (const array* items = from.at->if_array()) {
    for (std::size_t i = 0; i < items->size(); ++i) {
      if (!consider(item_of(from, *items, i))) return false;
    }
  }
  return true;
}

} // namespace http_task::json::path
