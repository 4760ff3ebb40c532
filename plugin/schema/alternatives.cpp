#include "schema/alternatives.hpp"

#include "schema/equality.hpp"

#include <algorithm>
#include <tuple>

namespace http_task::schema {
namespace {

bool is_about_the_value(const reason& r, std::size_t depth) {
  return r.order.size() == depth && (r.types != 0 || !r.allowed.empty());
}

bool has_wrong_type(const branch& b, std::size_t depth) {
  return std::ranges::any_of(b,
                             [&](const reason& r) { return is_about_the_value(r, depth) && r.types != 0; });
}

// A member that may have one value only tells the alternatives apart.
bool has_wrong_discriminator(const branch& b, std::size_t depth) {
  return std::ranges::any_of(b, [&](const reason& r) {
    return r.order.size() == depth + 1 && r.types == 0 && r.allowed.size() == 1;
  });
}

bool has_wrong_value(const branch& b, std::size_t depth) {
  return std::ranges::any_of(b, [&](const reason& r) { return is_about_the_value(r, depth); });
}

} // namespace

std::optional<reason> merged(const std::vector<branch>& branches, std::size_t depth, const json::value& v) {
  const bool types_only =
      std::ranges::all_of(branches, [&](const branch& b) { return has_wrong_type(b, depth); });
  const bool simple = std::ranges::all_of(
      branches, [&](const branch& b) { return b.size() == 1 && is_about_the_value(b.front(), depth); });
  if (!types_only && !simple) return std::nullopt;
  reason all;
  for (const branch& b : branches) {
    for (const reason& r : b) {
      if (!is_about_the_value(r, depth)) continue;
      all.types |= r.types;
      for (const json::value* a : r.allowed) {
        if (!types_only &&
            std::ranges::none_of(all.allowed, [&](const auto* known) { return equal(*known, *a); }))
          all.allowed.push_back(a);
      }
    }
  }
  const message m = alternatives_message(all.types, all.allowed, v);
  all.what.detail = m.detail;
  all.what.expected = m.expected;
  all.what.found = m.found;
  all.what.suggestion = m.suggestion;
  return all;
}

std::size_t nearest_branch(const std::vector<branch>& branches, std::size_t depth) {
  const auto distance = [&](const branch& b) {
    return std::tuple(has_wrong_type(b, depth), has_wrong_value(b, depth), has_wrong_discriminator(b, depth),
                      b.size());
  };
  const auto best = std::ranges::min_element(branches, {}, distance);
  return static_cast<std::size_t>(best - branches.begin());
}

} // namespace http_task::schema
