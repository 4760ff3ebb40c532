// Subschemas that apply one another to the same value, again and again.
#pragma once

#include "base/result.hpp"
#include "schema/program.hpp"

#include <cstddef>

namespace http_task::schema {

// Fails with "input.invalid" if a subschema applies itself to the same value (`$ref` in a circle, which could
// never end), and with "input.limit" if more than `depth` of them are applied one within another.
[[nodiscard]] result<void> check_in_place_depth(const program& p, std::size_t depth);

// Calls `visit(node)` for each subschema that the instruction applies to the very value it looks at.
template<class Visit>
void for_each_in_place(const program& p, const instruction& i, Visit visit) {
  switch (i.code) {
  case op::reference:
  case op::not_: visit(i.a); break;
  case op::dynamic_reference:
    // Which one it is, is known at run time only; a limit of depth ends a circle there.
    if (p.dynamic_tables[i.a].targets.size() <= 1) visit(p.dynamic_tables[i.a].fallback);
    break;
  case op::all_of:
  case op::any_of:
  case op::one_of:
    for (index c = i.a; c < i.b; ++c)
      visit(p.children[c]);
    break;
  case op::condition: {
    const condition& c = p.conditions[i.a];
    for (const index n : {c.if_, c.then, c.else_}) {
      if (n != none) visit(n);
    }
    break;
  }
  case op::dependency:
    if (p.dependencies[i.a].node != none) visit(p.dependencies[i.a].node);
    break;
  default: break;
  }
}

} // namespace http_task::schema
