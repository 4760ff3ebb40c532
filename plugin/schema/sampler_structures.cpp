// Arrays and objects.
#include "schema/equality.hpp"
#include "schema/sample_pattern.hpp"
#include "schema/sample_scalar.hpp"
#include "schema/sampler.hpp"

#include <algorithm>
#include <set>

namespace http_task::schema {
namespace {

// From here on, what may be left out is.
constexpr std::size_t enough_values = 3'000;
constexpr std::size_t most_members = 5'000; // of one array or object
constexpr std::size_t most_extra_names = 1'000;

} // namespace

std::size_t sampler::item_count(const sample_shape& shape) {
  std::size_t count = shape.min_items;
  bool more = false;
  std::size_t bounded = none;
  for (const index e : shape.elements) {
    const element_table& t = program_.element_tables[e];
    count = std::max(count, t.prefix.size());
    if (t.rest == none) continue;
    const bool nothing = is_false(program_, t.rest);
    bounded = nothing ? std::min<std::size_t>(bounded, t.prefix.size()) : bounded;
    more = more || !nothing;
  }
  for (const index c : shape.contains)
    count = std::max<std::size_t>(
        count, std::min<std::uint64_t>(program_.contains_tables[c].least, most_members + 1));
  const bool may_grow = count == 0 && more && made_ < enough_values && !leads_back(nodes_of_item(shape, 0));
  if (may_grow) count = 1 + random_.below(2);
  return std::min({count, shape.max_items, bounded});
}

sampler::node_list sampler::nodes_of_item(const sample_shape& shape, std::size_t i) const {
  node_list nodes;
  for (const index e : shape.elements) {
    const element_table& t = program_.element_tables[e];
    const index n = i < t.prefix.size() ? t.prefix[i] : t.rest;
    if (n != none) nodes.push_back(n);
  }
  for (const index c : shape.contains) {
    if (i < program_.contains_tables[c].least) nodes.push_back(program_.contains_tables[c].node);
  }
  return nodes;
}

std::optional<json::value> sampler::make_array(const sample_shape& shape, std::size_t attempt) {
  constexpr std::size_t tries_to_differ = 20;
  const std::size_t count = item_count(shape);
  if (count > most_members) return std::nullopt;
  json::array items;
  for (std::size_t i = 0; i < count; ++i) {
    const node_list nodes = nodes_of_item(shape, i);
    std::optional<json::value> item;
    for (std::size_t variation = shape.unique ? i : 0; variation < i + tries_to_differ; ++variation) {
      item = make_value(nodes, variation + (attempt > 0 && shape.unique ? attempt : 0));
      const bool differs =
          item && std::ranges::none_of(items, [&](const json::value& other) { return equal(other, *item); });
      if (!item || !shape.unique || differs) break;
    }
    if (!item && items.size() >= shape.min_items) break;
    if (!item) return std::nullopt;
    items.push_back(std::move(*item));
  }
  return json::value(std::move(items));
}

std::optional<sampler::node_list> sampler::nodes_of_member(const sample_shape& shape,
                                                           std::string_view name) const {
  node_list nodes;
  for (const index m : shape.members) {
    const member_table& t = program_.member_tables[m];
    const std::size_t before = nodes.size();
    if (const index property = find_property(t, name); property != none) nodes.push_back(property);
    for (const auto& [p, n] : t.patterns) {
      if (program_.patterns[p].matches(name)) nodes.push_back(n);
    }
    if (nodes.size() == before && t.additional != none) nodes.push_back(t.additional);
  }
  const bool refused = std::ranges::any_of(nodes, [&](index n) { return is_false(program_, n); });
  return refused ? std::nullopt : std::optional(std::move(nodes));
}

// The required ones first, then the known ones in the order of their names.
std::vector<std::string> sampler::names_of_members(const sample_shape& shape) {
  std::vector<std::string> names;
  std::set<std::string_view> known;
  for (const std::string_view name : shape.required) {
    if (known.insert(name).second) names.emplace_back(name);
  }
  for (const index m : shape.members) {
    for (const auto& [name, n] : program_.member_tables[m].properties) {
      if (known.insert(name).second) names.push_back(name);
    }
  }
  return names;
}

// What is said about an object that has certain members belongs to its shape, too.
void sampler::add_dependencies(sample_shape& shape, const std::vector<std::string>& names,
                               std::size_t attempt) {
  for (std::size_t i = 0; i < shape.dependencies.size(); ++i) {
    const dependency& d = program_.dependencies[shape.dependencies[i]];
    if (std::ranges::find(names, d.name) == names.end()) continue;
    shape.required.insert(shape.required.end(), d.required.begin(), d.required.end());
    if (d.node != none)
      gather(program_, d.node, shape, [&](const node_list& branches) { return choose(branches, attempt); });
  }
}

bool sampler::fill(json::object& o, const sample_shape& shape, const std::string& name, bool must) {
  const std::optional<node_list> nodes = nodes_of_member(shape, name);
  const bool left_out = !must && (!nodes || leads_back(*nodes) || made_ >= enough_values);
  if (left_out || o.contains(name)) return true;
  const index stuck_before = stuck_at_;
  std::optional<json::value> v = nodes ? make_value(*nodes, 0) : std::nullopt;
  if (v)
    o[name] = std::move(*v);
  else if (!must)
    stuck_at_ = stuck_before;
  return v || !must;
}

// A name for a member that no keyword names.
std::optional<std::string> sampler::extra_name(const sample_shape& shape, const json::object& o) {
  sample_shape naming;
  for (const index n : shape.names)
    gather(program_, n, naming, [](const node_list& branches) { return branches.front(); });
  for (const index m : shape.members) {
    for (const auto& [p, n] : program_.member_tables[m].patterns)
      naming.patterns.push_back(p);
  }
  for (std::size_t i = 1; i <= most_extra_names; ++i) {
    std::string name = "property" + std::to_string(i);
    if (!shape.names.empty() || !naming.patterns.empty()) {
      sample_shape one = naming;
      if (naming.patterns.size() > 1) one.patterns = {naming.patterns[i % naming.patterns.size()]};
      if (const std::optional<std::string> text = make_text(program_, one, random_, i)) name = *text;
    }
    if (!o.contains(name) && satisfies_all(json::value(name), shape.names) && nodes_of_member(shape, name))
      return name;
    if (i > o.size() + 20) break;
  }
  return std::nullopt;
}

std::optional<json::value> sampler::make_object(sample_shape& shape, std::size_t attempt) {
  add_dependencies(shape, names_of_members(shape), attempt);
  const std::vector<std::string> names = names_of_members(shape);
  json::object o;
  for (const std::string& name : names) {
    const bool must = std::ranges::find(shape.required, name) != shape.required.end();
    if (!must && o.size() >= shape.max_properties) continue;
    if (!fill(o, shape, name, must)) return std::nullopt;
  }
  // A map shows what its values look like.
  const bool is_map = names.empty() && std::ranges::any_of(shape.members, [&](index m) {
                        const member_table& t = program_.member_tables[m];
                        const bool says = t.additional != none && program_.nodes[t.additional].first !=
                                                                      program_.nodes[t.additional].last;
                        return says || !t.patterns.empty();
                      });
  const std::size_t least = std::max<std::size_t>(shape.min_properties, is_map ? 1 : 0);
  while (o.size() < std::min({least, shape.max_properties, most_members})) {
    const std::optional<std::string> name = extra_name(shape, o);
    const bool must = o.size() < shape.min_properties;
    const std::size_t before = o.size();
    if (!name || !fill(o, shape, *name, must) || o.size() == before) {
      if (must) return std::nullopt;
      break;
    }
  }
  return json::value(std::move(o));
}

} // namespace http_task::schema
