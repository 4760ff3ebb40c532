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

bool is_listed(const enumeration& e, const json::value& v) noexcept {
  if (const json::string* text = v.if_string()) return e.texts.contains(json::view(*text));
  return std::ranges::any_of(e.values, [&](const json::value& allowed) { return equal(allowed, v); });
}

bool concerns(op code, json::kind k) noexcept {
  switch (code) {
  case op::maximum:
  case op::exclusive_maximum:
  case op::minimum:
  case op::exclusive_minimum:
  case op::multiple_of: return k == json::kind::int64 || k == json::kind::uint64 || k == json::kind::double_;
  case op::max_length:
  case op::min_length:
  case op::pattern:
  case op::text_among: return k == json::kind::string;
  case op::max_items:
  case op::min_items:
  case op::unique_items:
  case op::elements:
  case op::contains:
  case op::unevaluated_items: return k == json::kind::array;
  case op::max_properties:
  case op::min_properties:
  case op::required:
  case op::dependency:
  case op::members:
  case op::property_names:
  case op::unevaluated_properties: return k == json::kind::object;
  default: return true;
  }
}

bool evaluation::step(const instruction& i, const json::value& v, marks* seen) {
  const auto text = [&] { return json::view(v.get_string()); };
  const auto compared = [&] { return compare_numbers(v, program_.values[i.a]); };
  switch (i.code) {
  case op::never: return false;
  case op::type: return has_type(v, i.a);
  case op::constant: return equal(v, program_.values[i.a]);
  case op::enumeration: return is_listed(program_.enumerations[i.a], v);
  case op::text_among: return is_among(i.a, v);
  case op::maximum: return compared() <= 0;
  case op::exclusive_maximum: return compared() < 0;
  case op::minimum: return compared() >= 0;
  case op::exclusive_minimum: return compared() > 0;
  case op::multiple_of: return is_multiple_of(v, program_.values[i.a]);
  // A code point takes one to four bytes.
  case op::max_length: return text().size() <= i.a || (text().size() / 4 <= i.a && length_of(text()) <= i.a);
  case op::min_length: return text().size() / 4 >= i.a || (text().size() >= i.a && length_of(text()) >= i.a);
  case op::pattern: return matches(program_.patterns[i.a], text());
  case op::format: return schema::satisfies(v, static_cast<format>(i.a));
  case op::max_items: return v.get_array().size() <= i.a;
  case op::min_items: return v.get_array().size() >= i.a;
  case op::unique_items: return !find_duplicate(v.get_array());
  case op::max_properties: return v.get_object().size() <= i.a;
  case op::min_properties: return v.get_object().size() >= i.a;
  case op::required: return has_required(i, v.get_object());
  case op::dependency: return test_dependency(program_.dependencies[i.a], v, seen);
  case op::members: return test_members(i, v.get_object(), seen);
  case op::property_names: return test_names(i.a, v.get_object());
  case op::elements: return test_elements(program_.element_tables[i.a], v.get_array(), seen);
  case op::contains: return test_contains(program_.contains_tables[i.a], v.get_array(), seen);
  case op::reference: return applies(i.a, v, seen);
  case op::dynamic_reference: return applies(dynamic_target(program_.dynamic_tables[i.a], *here_), v, seen);
  case op::all_of:
    return std::all_of(program_.children.begin() + i.a, program_.children.begin() + i.b,
                       [&](index child) { return applies(child, v, seen); });
  case op::any_of: return test_any(i, v, seen);
  case op::one_of: return test_one(i, v, seen);
  case op::not_: return test_not(i.a, v);
  case op::condition: return test_condition(program_.conditions[i.a], v, seen);
  case op::collect: return collect(i, v, seen);
  case op::unevaluated_items: return test_rest_of_items(i.a, v.get_array(), seen);
  case op::unevaluated_properties: return test_rest_of_members(i.a, v.get_object(), seen);
  }
  return false;
}

bool evaluation::check(const program& p, const json::value& v, exemption accept_any) {
  evaluation e(p, accept_any);
  return e.apply(0, v, nullptr) && !e.gave_up();
}

bool evaluation::apply(index n, const json::value& v, const scope* outer, marks* seen) {
  const scope root{nullptr, program_.nodes[n].resource};
  here_ = outer ? outer : &root;
  return applies(n, v, seen);
}

bool evaluation::enter(index n, schema::run r, const json::value& v, marks* seen) {
  if (!descend()) return false;
  bool valid = false;
  if (!program_.dynamic_tables.empty() && here_->resource != program_.nodes[n].resource) {
    const scope inner{here_, program_.nodes[n].resource};
    here_ = &inner;
    valid = run_code(r.first, r.last(), v, seen);
    here_ = inner.outer;
  } else {
    valid = run_code(r.first, r.last(), v, seen);
  }
  --depth_;
  return valid;
}

bool evaluation::run_code(index first, index last, const json::value& v, marks* seen) {
  const instruction* const end = program_.code.data() + last;
  for (const instruction* i = program_.code.data() + first; i != end; ++i) {
    const bool valid = i->code == op::members ? test_members(*i, v.get_object(), seen) : step(*i, v, seen);
    if (!valid) return false;
  }
  return true;
}

bool evaluation::run_leaf(schema::run r, const json::value& v) {
  const instruction* const end = program_.code.data() + r.last();
  for (const instruction* i = program_.code.data() + r.first; i != end; ++i) {
    if (!step(*i, v, nullptr)) return false;
  }
  return true;
}

bool evaluation::test(const instruction& i, const json::value& v, const scope& here, marks* seen) {
  here_ = &here;
  return !concerns(i.code, v.kind()) || step(i, v, seen);
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

bool evaluation::test_any(const instruction& i, const json::value& v, marks* seen) {
  bool any = false;
  for (index c = i.a; c < i.b; ++c) {
    if (!seen) {
      if (applies(program_.children[c], v)) return true;
      continue;
    }
    marks branch;
    if (!applies(program_.children[c], v, &branch)) continue;
    any = true;
    seen->merge(branch);
  }
  return any;
}

// Where an exempt value helped, it is open which of the branches is meant: then one match is as good as
// several.
bool evaluation::test_one(const instruction& i, const json::value& v, marks* seen) {
  const std::uint32_t exempted_before = exempted_;
  std::size_t count = 0;
  for (index c = i.a; c < i.b; ++c) {
    marks branch;
    if (!applies(program_.children[c], v, seen ? &branch : nullptr)) continue;
    ++count;
    if (seen) seen->merge(branch);
    if (count > 1 && exempted_ == exempted_before) return false;
  }
  return count > 0;
}

bool evaluation::test_not(index n, const json::value& v) {
  const std::uint32_t exempted_before = exempted_;
  return !applies(n, v) || exempted_ != exempted_before;
}

bool evaluation::test_condition(const condition& c, const json::value& v, marks* seen) {
  const std::uint32_t exempted_before = exempted_;
  marks tested;
  const bool holds = applies(c.if_, v, seen ? &tested : nullptr);
  if (holds && seen) seen->merge(tested);
  const index branch = holds ? c.then : c.else_;
  if (branch == none || applies(branch, v, seen)) return true;
  const bool open = holds && exempted_ != exempted_before;
  return open && (c.else_ == none || applies(c.else_, v, seen));
}

bool evaluation::collect(const instruction& i, const json::value& v, marks* seen) {
  marks own;
  if (!run_code(i.a, i.b, v, &own)) return false;
  if (seen) seen->merge(own);
  return true;
}

} // namespace http_task::schema
