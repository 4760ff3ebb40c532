#include "schema/explanation.hpp"

#include "schema/alternatives.hpp"
#include "schema/explainer.hpp"
#include "json/pointer.hpp"

#include <algorithm>
#include <utility>

namespace http_task::schema {
namespace {

violation given_up(const evaluation& e) {
  violation v;
  v.detail = e.out_of_steps() ? "The check was given up: the schema takes more than " +
                                    std::to_string(e.code().steps) + " steps for this value."
                              : "The check was given up: more than " + std::to_string(evaluation::deepest) +
                                    " subschemas apply one within another.";
  return v;
}

bool is_same(const reason& a, const reason& b) {
  return a.order == b.order && a.what.pointer == b.what.pointer && a.what.detail == b.what.detail;
}

} // namespace

std::vector<violation> explain(const program& p, const json::value& instance, std::size_t most,
                               exemption accept_any) {
  evaluation first(p, accept_any);
  const bool valid = first.apply(0, instance, nullptr);
  if (first.gave_up()) return {given_up(first)};
  if (valid || most == 0) return {};
  explainer e(p, most, accept_any);
  e.explain_node(0, instance, nullptr, nullptr);
  std::vector<reason> reasons = e.take();
  std::ranges::stable_sort(reasons, std::ranges::lexicographical_compare, &reason::order);
  std::vector<violation> violations;
  for (std::size_t i = 0; i < reasons.size() && violations.size() < most; ++i) {
    const auto same = [&](const reason& earlier) { return is_same(earlier, reasons[i]); };
    if (std::none_of(reasons.begin(), reasons.begin() + static_cast<std::ptrdiff_t>(i), same))
      violations.push_back(reasons[i].what);
  }
  if (violations.empty()) violations.push_back(given_up(e.evaluator()));
  return violations;
}

} // namespace http_task::schema
