#include "schema/evaluation.hpp"

#include "schema/equality.hpp"
#include "schema/number.hpp"
#include "schema/type.hpp"

#include <algorithm>

namespace http_task::schema {

std::size_t length_of(std::string_view utf8) noexcept {
  return static_cast<std::size_t>(
      std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

index find_property(const member_table& t, std::string_view name) noexcept {
  const auto found = std::ranges::lower_bound(t.properties, name, {},
                                              [](const auto& p) -> std::string_view { return p.first; });
  return found != t.properties.end() && found->first == name ? found->second : none;
}

bool is_listed(const enumeration& e, const json::value& v) noexcept {
  if (const json::string* text = v.if_string())
    return std::ranges::binary_search(e.texts, json::view(*text), {},
                                      [](const std::string& s) { return std::string_view(s); });
  return std::ranges::any_of(e.values, [&](const json::value& allowed) { return equal(allowed, v); });
}

bool evaluation::apply(index n, const json::value& v, const scope* outer, marks* seen) {
  if (exempt_ && exempt_(v)) {
    ++exempted_;
    return true;
  }
  if (steps_left_ == 0 || depth_ == deepest) {
    too_deep_ = too_deep_ || steps_left_ != 0;
    return false;
  }
  --steps_left_;
  ++depth_;
  const node& at = program_.nodes[n];
  const scope inner{outer, at.resource};
  const scope& here = outer && outer->resource == at.resource ? *outer : inner;
  const bool valid = at.collects ? apply_collecting(at, v, here, seen) : run(at, v, here, seen);
  --depth_;
  return valid;
}

bool evaluation::apply_collecting(const node& n, const json::value& v, const scope& here, marks* seen) {
  marks own;
  if (!run(n, v, here, &own)) return false;
  if (seen) seen->merge(own);
  return true;
}

bool evaluation::run(const node& n, const json::value& v, const scope& here, marks* seen) {
  for (index i = n.first; i < n.last; ++i) {
    if (!test(program_.instructions[i], v, here, seen)) return false;
  }
  return true;
}

bool evaluation::test(const instruction& i, const json::value& v, const scope& here, marks* seen) {
  const json::string* text = v.if_string();
  const json::array* items = v.if_array();
  const json::object* members = v.if_object();
  const auto compared = [&] { return compare_numbers(v, program_.values[i.a]); };
  switch (i.code) {
  case op::never: return false;
  case op::type: return has_type(v, i.a);
  case op::constant: return equal(v, program_.values[i.a]);
  case op::enumeration: return is_listed(program_.enumerations[i.a], v);
  case op::maximum: return !v.is_number() || compared() <= 0;
  case op::exclusive_maximum: return !v.is_number() || compared() < 0;
  case op::minimum: return !v.is_number() || compared() >= 0;
  case op::exclusive_minimum: return !v.is_number() || compared() > 0;
  case op::multiple_of: return !v.is_number() || is_multiple_of(v, program_.values[i.a]);
  case op::max_length: return !text || text->size() <= i.a || length_of(json::view(*text)) <= i.a;
  case op::min_length: return !text || length_of(json::view(*text)) >= i.a;
  case op::pattern: return !text || matches(program_.patterns[i.a], json::view(*text));
  case op::format: return satisfies(v, static_cast<format>(i.a));
  case op::max_items: return !items || items->size() <= i.a;
  case op::min_items: return !items || items->size() >= i.a;
  case op::unique_items: return !items || !find_duplicate(*items);
  case op::max_properties: return !members || members->size() <= i.a;
  case op::min_properties: return !members || members->size() >= i.a;
  case op::required:
    return !members || std::all_of(program_.names.begin() + i.a, program_.names.begin() + i.b,
                                   [&](const std::string& name) { return members->contains(name); });
  case op::dependency: return test_dependency(program_.dependencies[i.a], v, here, seen);
  case op::members: return !members || test_members(program_.member_tables[i.a], *members, here, seen);
  case op::property_names: return !members || test_names(i.a, *members, here);
  case op::elements: return !items || test_elements(program_.element_tables[i.a], *items, here, seen);
  case op::contains: return !items || test_contains(program_.contains_tables[i.a], *items, here, seen);
  case op::reference: return apply(i.a, v, &here, seen);
  case op::dynamic_reference:
    return apply(dynamic_target(program_.dynamic_tables[i.a], here), v, &here, seen);
  case op::all_of:
    return std::all_of(program_.children.begin() + i.a, program_.children.begin() + i.b,
                       [&](index child) { return apply(child, v, &here, seen); });
  case op::any_of: return test_any(i, v, here, seen);
  case op::one_of: return test_one(i, v, here, seen);
  case op::not_: return test_not(i.a, v, here);
  case op::condition: return test_condition(program_.conditions[i.a], v, here, seen);
  case op::unevaluated_items: return !items || test_rest_of_items(i.a, *items, here, seen);
  case op::unevaluated_properties: return !members || test_rest_of_members(i.a, *members, here, seen);
  }
  return false;
}

index evaluation::dynamic_target(const dynamic_table& t, const scope& here) const noexcept {
  index target = t.fallback;
  for (const scope* s = &here; s; s = s->outer) {
    const auto found =
        std::ranges::lower_bound(t.targets, s->resource, {}, [](const auto& x) { return x.first; });
    if (found != t.targets.end() && found->first == s->resource) target = found->second;
  }
  return target;
}

bool evaluation::matches(const pattern& p, std::string_view text) {
  spend(text.size() / 64);
  return p.matches(text);
}

bool evaluation::test_members(const member_table& t, const json::object& o, const scope& here, marks* seen) {
  std::size_t position = 0;
  for (const auto& member : o) {
    const std::string_view name = json::view(member.key());
    const index property = find_property(t, name);
    bool known = property != none;
    if (known && !apply(property, member.value(), &here)) return false;
    for (const auto& [p, node] : t.patterns) {
      if (!matches(program_.patterns[p], name)) continue;
      known = true;
      if (!apply(node, member.value(), &here)) return false;
    }
    if (!known && t.additional != none) {
      known = true;
      if (!apply(t.additional, member.value(), &here)) return false;
    }
    if (known && seen) seen->set(position);
    ++position;
  }
  return true;
}

bool evaluation::test_elements(const element_table& t, const json::array& a, const scope& here, marks* seen) {
  const std::size_t size = t.rest == none ? std::min(a.size(), t.prefix.size()) : a.size();
  for (std::size_t i = 0; i < size; ++i) {
    if (!apply(i < t.prefix.size() ? t.prefix[i] : t.rest, a[i], &here)) return false;
  }
  if (seen) seen->set_below(size);
  return true;
}

bool evaluation::test_contains(const contains_table& t, const json::array& a, const scope& here,
                               marks* seen) {
  const bool collect = seen && t.evaluates;
  const bool bounded = t.most < a.size();
  std::size_t count = 0;
  for (std::size_t i = 0; i < a.size() && (collect || bounded || count < t.least); ++i) {
    if (!apply(t.node, a[i], &here)) continue;
    ++count;
    if (collect) seen->set(i);
  }
  return count >= t.least && count <= t.most;
}

bool evaluation::test_dependency(const dependency& d, const json::value& v, const scope& here, marks* seen) {
  const json::object* o = v.if_object();
  if (!o || !o->contains(d.name)) return true;
  return std::ranges::all_of(d.required, [&](const std::string& name) { return o->contains(name); }) &&
         (d.node == none || apply(d.node, v, &here, seen));
}

bool evaluation::test_any(const instruction& i, const json::value& v, const scope& here, marks* seen) {
  bool any = false;
  for (index c = i.a; c < i.b && (seen || !any); ++c) {
    marks branch;
    if (!apply(program_.children[c], v, &here, seen ? &branch : nullptr)) continue;
    any = true;
    if (seen) seen->merge(branch);
  }
  return any;
}

// Where an exempt value helped, it is open which of the branches is meant: then one match is as good as
// several.
bool evaluation::test_one(const instruction& i, const json::value& v, const scope& here, marks* seen) {
  const std::size_t exempted_before = exempted_;
  std::size_t count = 0;
  for (index c = i.a; c < i.b; ++c) {
    marks branch;
    if (!apply(program_.children[c], v, &here, seen ? &branch : nullptr)) continue;
    ++count;
    if (seen) seen->merge(branch);
    if (count > 1 && exempted_ == exempted_before) return false;
  }
  return count > 0;
}

bool evaluation::test_not(index n, const json::value& v, const scope& here) {
  const std::size_t exempted_before = exempted_;
  return !apply(n, v, &here) || exempted_ != exempted_before;
}

bool evaluation::test_condition(const condition& c, const json::value& v, const scope& here, marks* seen) {
  const std::size_t exempted_before = exempted_;
  marks tested;
  const bool holds = apply(c.if_, v, &here, seen ? &tested : nullptr);
  if (holds && seen) seen->merge(tested);
  const index branch = holds ? c.then : c.else_;
  if (branch == none || apply(branch, v, &here, seen)) return true;
  const bool open = holds && exempted_ != exempted_before;
  return open && (c.else_ == none || apply(c.else_, v, &here, seen));
}

bool evaluation::test_names(index n, const json::object& o, const scope& here) {
  const exemption exempt = std::exchange(exempt_, nullptr); // it is about values, not about names
  const bool valid =
      std::ranges::all_of(o, [&](const auto& member) { return apply(n, json::value(member.key()), &here); });
  exempt_ = exempt;
  return valid;
}

bool evaluation::test_rest_of_items(index n, const json::array& a, const scope& here, marks* seen) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!seen->test(i) && !apply(n, a[i], &here)) return false;
  }
  seen->set_below(a.size());
  return true;
}

bool evaluation::test_rest_of_members(index n, const json::object& o, const scope& here, marks* seen) {
  std::size_t position = 0;
  for (const auto& member : o) {
    if (!seen->test(position++) && !apply(n, member.value(), &here)) return false;
  }
  seen->set_below(o.size());
  return true;
}

} // namespace http_task::schema
