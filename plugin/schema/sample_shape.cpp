#include "schema/sample_shape.hpp"

#include "schema/equality.hpp"
#include "schema/number.hpp"
#include "schema/type.hpp"

#include <algorithm>
#include <span>

namespace http_task::schema {
namespace {

void restrict_to(sample_shape& shape, std::span<const json::value> values) {
  if (!shape.allowed) {
    shape.allowed.emplace();
    for (const json::value& v : values)
      shape.allowed->push_back(&v);
    return;
  }
  std::erase_if(*shape.allowed, [&](const json::value* known) {
    return std::ranges::none_of(values, [&](const json::value& v) { return equal(*known, v); });
  });
}

// The stricter of two bounds; `sign` is -1 for lower and 1 for upper ones.
void tighten(bound& current, const json::value& v, bool exclusive, int sign) {
  const auto order = current.value ? compare_numbers(v, *current.value) : std::partial_ordering::unordered;
  const bool stricter = !current.value || (sign < 0 ? order > 0 : order < 0);
  if (stricter)
    current = {&v, exclusive};
  else if (order == 0)
    current.exclusive |= exclusive;
}

} // namespace

void gather(const program& p, index n, sample_shape& shape, const branch_choice& choose) {
  if (std::ranges::find(shape.nodes, n) != shape.nodes.end()) return;
  shape.nodes.push_back(n);
  const auto at_least = [](std::size_t& bound, std::size_t v) { bound = std::max(bound, v); };
  const auto at_most = [](std::size_t& bound, std::size_t v) { bound = std::min(bound, v); };
  for (index number = p.nodes[n].first; number < p.nodes[n].last; ++number) {
    const instruction& i = p.instructions[number];
    switch (i.code) {
    case op::never: shape.impossible = true; break;
    case op::type: {
      // "number" takes in "integer".
      const std::uint32_t numbers = type_number | type_integer | type_integer_as_written;
      const std::uint32_t wide = (i.a & type_number) != 0 ? i.a | numbers : i.a;
      shape.types &= wide;
      break;
    }
    case op::constant: restrict_to(shape, {&p.values[i.a], 1}); break;
    case op::enumeration: restrict_to(shape, p.enumerations[i.a].values); break;
    case op::maximum: tighten(shape.high, p.values[i.a], false, 1); break;
    case op::exclusive_maximum: tighten(shape.high, p.values[i.a], true, 1); break;
    case op::minimum: tighten(shape.low, p.values[i.a], false, -1); break;
    case op::exclusive_minimum: tighten(shape.low, p.values[i.a], true, -1); break;
    case op::multiple_of: shape.multiples.push_back(&p.values[i.a]); break;
    case op::max_length: at_most(shape.max_length, i.a); break;
    case op::min_length: at_least(shape.min_length, i.a); break;
    case op::pattern: shape.patterns.push_back(i.a); break;
    case op::format: shape.formats.push_back(static_cast<format>(i.a)); break;
    case op::max_items: at_most(shape.max_items, i.a); break;
    case op::min_items: at_least(shape.min_items, i.a); break;
    case op::unique_items: shape.unique = true; break;
    case op::max_properties: at_most(shape.max_properties, i.a); break;
    case op::min_properties: at_least(shape.min_properties, i.a); break;
    case op::required:
      shape.required.insert(shape.required.end(), p.names.begin() + i.a, p.names.begin() + i.b);
      break;
    case op::dependency: shape.dependencies.push_back(i.a); break;
    case op::members: shape.members.push_back(i.a); break;
    case op::property_names: shape.names.push_back(i.a); break;
    case op::elements: shape.elements.push_back(i.a); break;
    case op::contains: shape.contains.push_back(i.a); break;
    case op::reference: gather(p, i.a, shape, choose); break;
    case op::dynamic_reference: gather(p, p.dynamic_tables[i.a].fallback, shape, choose); break;
    case op::all_of:
      for (index c = i.a; c < i.b; ++c)
        gather(p, p.children[c], shape, choose);
      break;
    case op::any_of:
    case op::one_of:
      gather(p, choose({p.children.begin() + i.a, p.children.begin() + i.b}), shape, choose);
      break;
    case op::condition: {
      const condition& c = p.conditions[i.a];
      const index branch = choose({c.if_, c.else_});
      if (branch == c.if_) {
        gather(p, c.if_, shape, choose);
        if (c.then != none) gather(p, c.then, shape, choose);
      } else if (branch != none) {
        gather(p, branch, shape, choose);
      }
      break;
    }
    case op::text_among:
    case op::collect: break; // not among the instructions
    case op::not_:
    case op::unevaluated_items:
    case op::unevaluated_properties: break; // only the check of the finished value tells
    }
  }
}

} // namespace http_task::schema
