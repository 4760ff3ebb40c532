#include "schema/explainer.hpp"

#include "json/pointer.hpp"

#include <algorithm>

namespace http_task::schema {
namespace {

// Each level takes a part of the stack, and nobody reads that far.
constexpr std::size_t deepest_explanation = 384;

std::string pointer_of(const trail* at) {
  if (!at) return {};
  const std::string outer = pointer_of(at->outer);
  return at->is_item ? json::join(outer, at->position) : json::join(outer, at->name);
}

std::vector<std::size_t> order_of(const trail* at) {
  std::vector<std::size_t> order;
  for (; at; at = at->outer)
    order.push_back(at->position);
  std::ranges::reverse(order);
  return order;
}

} // namespace

void explainer::explain_node(index n, const json::value& v, const trail* at, const scope* outer) {
  if (full() || evaluation_.is_exempt(v)) return;
  const node& owner = program_.nodes[n];
  if (depth_ == deepest_explanation) {
    add(at, program_.places[owner.place], "",
        {"The value is not valid; the reasons lie too deep to be listed.", "", "", ""});
    return;
  }
  ++depth_;
  evaluation_.spend(1);
  const scope inner{outer, owner.resource};
  const scope& here = outer && outer->resource == owner.resource ? *outer : inner;
  marks seen;
  bool failed = false;
  for (index i = owner.first; i < owner.last && !full(); ++i) {
    marks after = seen;
    if (evaluation_.test(program_.instructions[i], v, here, owner.collects ? &after : nullptr))
      seen = std::move(after);
    else
      explain_keyword({owner, i, v, at, here}, seen, std::exchange(failed, true));
  }
  --depth_;
}

void explainer::explain_child(index n, const json::value& v, const trail* at, const context& c) {
  if (!evaluation_.apply(n, v, &c.here)) explain_node(n, v, at, &c.here);
}

reason& explainer::add(const trail* at, std::string schema_pointer, std::string_view keyword, message m) {
  reason r;
  r.order = order_of(at);
  r.what = {pointer_of(at),        std::move(schema_pointer), std::string(keyword),   std::move(m.detail),
            std::move(m.expected), std::move(m.found),        std::move(m.suggestion)};
  return reasons_.emplace_back(std::move(r));
}

reason& explainer::add(const context& c, message m) {
  const std::string_view name = keyword_of(c);
  const std::string& owner = program_.places[c.owner.place];
  return add(c.at, name.empty() ? owner : json::join(owner, name), name.empty() ? "false" : name,
             std::move(m));
}

void explainer::explain_keyword(const context& c, const marks& seen, bool failed_before) {
  const instruction& i = c.code(program_);
  switch (i.code) {
  case op::required: return explain_required(c);
  case op::dependency: return explain_dependency(c);
  case op::members: return explain_members(c);
  case op::property_names: return explain_names(c);
  case op::elements: return explain_elements(c);
  case op::contains: return explain_contains(c);
  case op::reference: return explain_node(i.a, c.value, c.at, &c.here);
  case op::dynamic_reference:
    return explain_node(evaluation_.dynamic_target(program_.dynamic_tables[i.a], c.here), c.value, c.at,
                        &c.here);
  case op::all_of:
    for (index child = i.a; child < i.b; ++child)
      explain_child(program_.children[child], c.value, c.at, c);
    return;
  case op::any_of: return explain_any(c);
  case op::one_of: return explain_one(c);
  case op::condition: return explain_condition(c);
  case op::unevaluated_items:
    if (!failed_before) explain_rest_of_items(c, seen);
    return;
  case op::unevaluated_properties: return explain_rest_of_members(c, seen, failed_before);
  default: return explain_leaf(c);
  }
}

void explainer::explain_leaf(const context& c) {
  const instruction& i = c.code(program_);
  reason& r = add(c, message_of(program_, i, c.value));
  if (i.code == op::type) r.types = i.a;
  if (i.code == op::constant) r.allowed.push_back(&program_.values[i.a]);
  if (i.code == op::enumeration) {
    for (const json::value& a : program_.enumerations[i.a].values)
      r.allowed.push_back(&a);
  }
}

void explainer::explain_required(const context& c) {
  const instruction& i = c.code(program_);
  for (index n = i.a; n < i.b && !full(); ++n) {
    if (!c.value.get_object().contains(program_.names[n]))
      add(c, missing_property_message(program_.names[n]));
  }
}

void explainer::explain_dependency(const context& c) {
  const dependency& d = program_.dependencies[c.code(program_).a];
  for (const std::string& name : d.required) {
    if (!c.value.get_object().contains(name) && !full()) add(c, missing_property_message(name, d.name));
  }
  if (d.node != none) explain_child(d.node, c.value, c.at, c);
}

void explainer::explain_members(const context& c) {
  const member_table& t = program_.member_tables[c.code(program_).a];
  std::vector<std::string_view> names;
  for (const auto& [name, n] : t.properties)
    names.push_back(name);
  std::size_t position = 0;
  for (const auto& member : c.value.get_object()) {
    const std::string_view name = json::view(member.key());
    const trail at{c.at, name, position++, false};
    const index property = find_property(t, name);
    bool known = property != none;
    if (known) explain_child(property, member.value(), &at, c);
    for (const auto& [p, n] : t.patterns) {
      if (!program_.patterns[p].matches(name)) continue;
      known = true;
      explain_child(n, member.value(), &at, c);
    }
    if (!known && t.additional != none && !evaluation_.apply(t.additional, member.value(), &c.here))
      explain_unknown(t.additional, at, c, names);
  }
}

// A member that only `additionalProperties` or `unevaluatedProperties` says something about.
void explainer::explain_unknown(index n, const trail& at, const context& c,
                                const std::vector<std::string_view>& known) {
  const json::object& members = c.value.get_object();
  const json::value& v = *members.if_contains(at.name);
  if (!is_false(program_, n)) return explain_node(n, v, &at, &c.here);
  if (full()) return;
  std::vector<std::string_view> left;
  std::ranges::copy_if(known, std::back_inserter(left),
                       [&](std::string_view name) { return !members.contains(name); });
  const std::string& place = program_.places[program_.nodes[n].place];
  add(&at, place, place.substr(place.rfind('/') + 1), unknown_property_message(at.name, left));
}

void explainer::explain_names(const context& c) {
  const index n = c.code(program_).a;
  std::size_t position = 0;
  for (const auto& member : c.value.get_object()) {
    const trail at{c.at, json::view(member.key()), position++, false};
    const json::value name(member.key());
    std::vector<reason> others = take();
    explain_child(n, name, &at, c);
    std::vector<reason> about_name = take();
    reasons_ = std::move(others);
    for (reason& r : about_name) {
      r.what.detail = "The property name " + quoted(at.name) + " is not allowed: " + r.what.detail;
      r.types = 0;
      r.allowed.clear();
      reasons_.push_back(std::move(r));
    }
  }
}

void explainer::explain_elements(const context& c) {
  const element_table& t = program_.element_tables[c.code(program_).a];
  const json::array& items = c.value.get_array();
  for (std::size_t i = 0; i < items.size() && !full(); ++i) {
    const index n = i < t.prefix.size() ? t.prefix[i] : t.rest;
    if (n == none) return;
    if (i >= t.prefix.size() && is_false(program_, n)) {
      const std::string_view name = t.rest_is_additional ? "additionalItems" : "items";
      const std::size_t most = t.prefix.size();
      add(c.at, program_.places[program_.nodes[n].place], name,
          expectation("at most " + std::to_string(most) + (most == 1 ? " item" : " items"),
                      std::to_string(items.size())));
      return;
    }
    const trail at{c.at, {}, i, true};
    explain_child(n, items[i], &at, c);
  }
}

void explainer::explain_contains(const context& c) {
  const contains_table& t = program_.contains_tables[c.code(program_).a];
  std::size_t found = 0;
  for (const json::value& item : c.value.get_array())
    found += evaluation_.apply(t.node, item, &c.here) ? 1U : 0U;
  add(c, contains_message(t.least, t.most, found));
}

void explainer::explain_condition(const context& c) {
  const condition& cond = program_.conditions[c.code(program_).a];
  const index branch = evaluation_.apply(cond.if_, c.value, &c.here) ? cond.then : cond.else_;
  if (branch != none) explain_node(branch, c.value, c.at, &c.here);
}

void explainer::explain_rest_of_items(const context& c, const marks& seen) {
  const index n = c.code(program_).a;
  const json::array& items = c.value.get_array();
  for (std::size_t i = 0; i < items.size(); ++i) {
    const trail at{c.at, {}, i, true};
    if (seen.test(i) || evaluation_.apply(n, items[i], &c.here)) continue;
    if (!is_false(program_, n))
      explain_node(n, items[i], &at, &c.here);
    else if (!full())
      add(&at, program_.places[program_.nodes[n].place], keyword_of(c),
          {"The item " + std::to_string(i) + " is not allowed here.", "no such item", shown(items[i]), ""});
  }
}

} // namespace http_task::schema
