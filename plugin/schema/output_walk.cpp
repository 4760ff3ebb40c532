#include "schema/output_walk.hpp"

#include "schema/message.hpp"
#include "json/pointer.hpp"

#include <algorithm>
#include <utility>

namespace http_task::schema {
namespace {

// Each level takes a part of the stack; and nobody reads that much.
constexpr std::size_t deepest = 384;
constexpr std::size_t most_units = 100'000;

// A unit keeps what agrees with its verdict: annotations of what failed do not count, nor errors in a branch
// that did not have to hold (2020-12 core, 7.7.1.2 and 12.4).
void settle(output_unit& u) {
  std::erase_if(u.children, [&](const output_unit& c) { return c.valid != u.valid || !c.says_something(); });
  if (!u.valid) u.annotation.reset();
}

// One instruction that stands for several keywords.
bool is_compound(op code) noexcept {
  return code == op::members || code == op::elements || code == op::condition;
}

} // namespace

std::string output_walk::absolute(index n, std::string_view keyword) const {
  const node& at = program_.nodes[n];
  const std::string& place = program_.places[at.place];
  const std::string pointer = keyword.empty() ? place : json::join(place, keyword);
  if (at.resource >= program_.resources.size()) return pointer;
  const auto& [uri, start] = program_.resources[at.resource];
  // The place goes on from that of its resource.
  return uri + "#" + (pointer.starts_with(start) ? pointer.substr(start.size()) : pointer);
}

output_unit output_walk::visit(index n, const json::value& v, std::string keyword,
                               const std::string& instance, const scope* outer) {
  output_unit unit{true, std::move(keyword), absolute(n), instance, {}, {}};
  if (depth_ == deepest || ++units_ > most_units) {
    unit.valid = evaluation_.apply(n, v, outer);
    if (!unit.valid) unit.error = "The value is not valid; more is not listed here.";
    return unit;
  }
  ++depth_;
  evaluation_.spend(1);
  const node& at = program_.nodes[n];
  const scope inner{outer, at.resource};
  const scope& here = outer && outer->resource == at.resource ? *outer : inner;
  marks seen;
  bool holds = true;
  for (index i = at.first; i < at.last; ++i) {
    const context c{unit, n, program_.instructions[i], program_.keywords[i], v, here, seen};
    marks after = seen;
    const bool valid = evaluation_.test(c.code, v, here, at.collects ? &after : nullptr);
    output_unit child = keyword_unit(c, valid);
    seen = std::move(after);
    holds = holds && valid;
    if (is_compound(c.code.code) && !child.children.empty())
      std::ranges::move(child.children, std::back_inserter(unit.children));
    else
      unit.children.push_back(std::move(child));
  }
  unit.valid = holds;
  if (unit.valid && at.notes != none) {
    for (const auto& [name, what] : program_.notes[at.notes].values)
      unit.children.push_back(
          {true, json::join(unit.keyword_location, name), absolute(n, name), instance, {}, what});
  }
  settle(unit);
  --depth_;
  return unit;
}

output_unit output_walk::keyword_unit(const context& c, bool valid) {
  const std::string location =
      c.keyword.empty() ? c.owner.keyword_location : json::join(c.owner.keyword_location, c.keyword);
  output_unit unit{valid, location, absolute(c.node, c.keyword), c.owner.instance_location, {}, {}};
  if (concerns(c.code.code, c.value.kind())) visit_parts(c, unit);
  settle(unit);
  if (!valid && unit.children.empty()) unit.error = error_of(c);
  return unit;
}

void output_walk::visit_parts(const context& c, output_unit& unit) {
  const instruction& i = c.code;
  const std::string& at = c.owner.instance_location;
  switch (i.code) {
  case op::reference: return follow(c, unit, i.a);
  case op::dynamic_reference:
    return follow(c, unit, evaluation_.dynamic_target(program_.dynamic_tables[i.a], c.here));
  case op::all_of:
  case op::any_of:
  case op::one_of:
    for (index child = i.a; child < i.b; ++child)
      apply(c, unit, program_.children[child], c.value, at);
    return;
  case op::condition: {
    const condition& cond = program_.conditions[i.a];
    apply(c, unit, cond.if_, c.value, at);
    const index branch = unit.children.back().valid ? cond.then : cond.else_;
    if (branch != none) apply(c, unit, branch, c.value, at);
    return;
  }
  case op::dependency: {
    const dependency& d = program_.dependencies[i.a];
    if (d.node != none && c.value.get_object().contains(d.name)) apply(c, unit, d.node, c.value, at);
    return;
  }
  case op::property_names:
    for (const auto& member : c.value.get_object())
      apply(c, unit, i.a, json::value(member.key()), json::join(at, json::view(member.key())));
    return;
  case op::members: return visit_members(c, unit);
  case op::elements: return visit_elements(c, unit);
  case op::contains: return visit_contains(c, unit);
  case op::unevaluated_items:
  case op::unevaluated_properties: return visit_rest(c, unit);
  default: return;
  }
}

void output_walk::apply(const context& c, output_unit& unit, index child, const json::value& v,
                        const std::string& instance) {
  const std::string& own = program_.places[program_.nodes[c.node].place];
  const std::string& place = program_.places[program_.nodes[child].place];
  // Where the subschema stands below this one is how the way to it goes on.
  unit.children.push_back(visit(child, v,
                                c.owner.keyword_location + place.substr(std::min(own.size(), place.size())),
                                instance, &c.here));
}

void output_walk::follow(const context& c, output_unit& unit, index target) {
  unit.children.push_back(visit(target, c.value, unit.keyword_location, c.owner.instance_location, &c.here));
}

output_unit output_walk::part(const context& c, std::string_view keyword) const {
  return {true,
          json::join(c.owner.keyword_location, keyword),
          absolute(c.node, keyword),
          c.owner.instance_location,
          {},
          std::nullopt};
}

void output_walk::finish(output_unit& unit, output_unit part, json::value annotation) {
  part.valid = std::ranges::all_of(part.children, &output_unit::valid);
  part.annotation = std::move(annotation);
  settle(part);
  unit.children.push_back(std::move(part));
}

void output_walk::visit_members(const context& c, output_unit& unit) {
  const member_table& t = program_.member_tables[c.code.a];
  output_unit by_name = part(c, "properties");
  output_unit by_pattern = part(c, "patternProperties");
  output_unit others = part(c, "additionalProperties");
  json::array named;
  json::array matching;
  json::array other;
  for (const auto& [key, v] : c.value.get_object()) {
    const std::string_view name = json::view(key);
    const std::string at = json::join(c.owner.instance_location, name);
    const index property = find_property(t, name);
    if (property != none) {
      named.emplace_back(name);
      apply(c, by_name, property, v, at);
    }
    bool matched = false;
    for (const auto& [pattern, n] : t.patterns) {
      if (!program_.patterns[pattern].matches(name)) continue;
      if (!std::exchange(matched, true)) matching.emplace_back(name);
      apply(c, by_pattern, n, v, at);
    }
    if (property != none || matched || t.additional == none) continue;
    other.emplace_back(name);
    apply(c, others, t.additional, v, at);
  }
  if (!t.properties.empty()) finish(unit, std::move(by_name), std::move(named));
  if (!t.patterns.empty()) finish(unit, std::move(by_pattern), std::move(matching));
  if (t.additional != none) finish(unit, std::move(others), std::move(other));
}

void output_walk::visit_elements(const context& c, output_unit& unit) {
  const element_table& t = program_.element_tables[c.code.a];
  const json::array& items = c.value.get_array();
  output_unit prefix = part(c, t.rest_is_additional ? "items" : "prefixItems");
  output_unit rest = part(c, t.rest_is_additional ? "additionalItems" : "items");
  const std::size_t in_prefix = std::min(items.size(), t.prefix.size());
  for (std::size_t i = 0; i < items.size() && (i < in_prefix || t.rest != none); ++i) {
    const bool is_first = i < in_prefix;
    apply(c, is_first ? prefix : rest, is_first ? t.prefix[i] : t.rest, items[i],
          json::join(c.owner.instance_location, i));
  }
  // The last index that the keyword looked at, or true for all (2020-12 core, 10.3.1).
  if (in_prefix > 0)
    finish(unit, std::move(prefix),
           in_prefix == items.size() ? json::value(true) : json::value(in_prefix - 1));
  if (t.rest != none && in_prefix < items.size()) finish(unit, std::move(rest), true);
}

void output_walk::visit_contains(const context& c, output_unit& unit) {
  const contains_table& t = program_.contains_tables[c.code.a];
  const json::array& items = c.value.get_array();
  if (!unit.valid) return; // the count is what is wrong, not an item
  json::array matching;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!evaluation_.apply(t.node, items[i], &c.here)) continue;
    matching.emplace_back(i);
    apply(c, unit, t.node, items[i], json::join(c.owner.instance_location, i));
  }
  if (matching.size() == items.size())
    unit.annotation = true;
  else
    unit.annotation = std::move(matching);
}

void output_walk::visit_rest(const context& c, output_unit& unit) {
  const std::string& at = c.owner.instance_location;
  if (const json::array* items = c.value.if_array()) {
    bool any = false;
    for (std::size_t i = 0; i < items->size(); ++i) {
      if (c.seen.test(i)) continue;
      any = true;
      apply(c, unit, c.code.a, (*items)[i], json::join(at, i));
    }
    if (any) unit.annotation = true;
    return;
  }
  json::array names;
  std::size_t position = 0;
  for (const auto& [key, v] : c.value.get_object()) {
    if (c.seen.test(position++)) continue;
    names.emplace_back(key);
    apply(c, unit, c.code.a, v, json::join(at, json::view(key)));
  }
  unit.annotation = std::move(names);
}

std::string output_walk::error_of(const context& c) const {
  const instruction& i = c.code;
  const json::object* o = c.value.if_object();
  const auto missing = [&](const std::string& name) { return o && !o->contains(name); };
  switch (i.code) {
  case op::required: {
    const auto* const last = program_.names.data() + i.b;
    const auto* const first = std::find_if(program_.names.data() + i.a, last, missing);
    return missing_property_message(first == last ? std::string() : *first).detail;
  }
  case op::dependency: {
    const dependency& d = program_.dependencies[i.a];
    const auto first = std::ranges::find_if(d.required, missing);
    return missing_property_message(first == d.required.end() ? std::string() : *first, d.name).detail;
  }
  case op::contains: {
    const contains_table& t = program_.contains_tables[i.a];
    return contains_message(t.least, t.most, 0).detail;
  }
  case op::one_of: return "More than one of the alternatives match.";
  default: return message_of(program_, i, c.value).detail;
  }
}

output_unit make_output(const program& p, const json::value& instance) {
  output_walk walk(p);
  return walk.visit(0, instance, "", "", nullptr);
}

} // namespace http_task::schema
