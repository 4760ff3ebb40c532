// The keywords that apply subschemas.
#include "schema/compiler.hpp"
#include "json/pointer.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <string_view>

namespace http_task::schema {

namespace {

// Makes the table of names.
void index_names(member_table& table, const json::value* required) {
  std::vector<std::string> names;
  std::vector<index> nodes;
  for (const auto& [name, node] : table.properties) {
    names.push_back(name);
    nodes.push_back(node);
  }
  std::ranges::sort(table.properties);
  const auto is_known = [&](std::string_view name) {
    return std::ranges::binary_search(table.properties, name, {},
                                      [](const auto& p) { return std::string_view(p.first); });
  };
  std::set<std::string_view> wanted;
  const json::array no_names;
  for (const json::value& name : required ? required->get_array() : no_names) {
    const bool added = wanted.insert(json::view(name.get_string())).second;
    if (!added || is_known(json::view(name.get_string()))) continue;
    names.emplace_back(json::view(name.get_string()));
    nodes.push_back(none);
  }
  table.names = text_table(std::move(names), nodes);
  table.require([&](std::size_t i) { return wanted.contains(table.names.texts()[i]); });
}

} // namespace

std::pair<index, index> compiler::children_of(const json::array& schemas) {
  const auto first = static_cast<index>(program_.children.size());
  for (const json::value& schema : schemas)
    program_.children.push_back(child(schema));
  return {first, static_cast<index>(program_.children.size())};
}

result<void> compiler::emit_members(const place& where) {
  const json::value* properties = get(keyword::properties);
  const json::value* patterns = get(keyword::pattern_properties);
  const json::value* additional = get(keyword::additional_properties);
  if (const json::value* names = get(keyword::property_names))
    emit(op::property_names, "propertyNames", child(*names));
  if (!properties && !patterns && !additional) return {};
  member_table table;
  if (properties) {
    for (const auto& [name, schema] : properties->get_object())
      table.properties.emplace_back(json::view(name), child(schema));
  }
  if (patterns) {
    for (const auto& [text, schema] : patterns->get_object()) {
      const result<index> p = pattern_of(json::view(text));
      if (p) {
        table.patterns.emplace_back(*p, child(schema));
        continue;
      }
      problem why = problem_at(p.error().type, p.error().detail,
                               json::join(where.location(), "patternProperties"), json::view(text));
      why.advice = p.error().advice;
      if (result<void> done = refuse(std::move(why)); !done) return done;
      // Names that the pattern would have taken must not be refused now.
      additional = nullptr;
    }
  }
  if (additional) table.additional = child(*additional);
  index_names(table, get(keyword::required));
  emit(op::members, "", static_cast<index>(program_.member_tables.size()));
  program_.member_tables.push_back(std::move(table));
  return {};
}

void compiler::emit_dependencies() {
  const auto emit_all = [&](const json::value* map, std::string_view name) {
    if (!map) return;
    for (const auto& [property, needs] : map->get_object()) {
      dependency d;
      d.name = json::view(property);
      if (const json::array* names = needs.if_array())
        d.required = strings_of(*names);
      else
        d.node = child(needs);
      emit(op::dependency, name, static_cast<index>(program_.dependencies.size()));
      program_.dependencies.push_back(std::move(d));
    }
  };
  emit_all(get(keyword::dependencies), "dependencies");
  emit_all(get(keyword::dependent_required), "dependentRequired");
  emit_all(get(keyword::dependent_schemas), "dependentSchemas");
}

void compiler::emit_elements() {
  const json::value* prefix = get(keyword::prefix_items);
  const json::value* items = get(keyword::items);
  const json::value* additional = get(keyword::additional_items);
  element_table table;
  // Up to 2019-09, an array of `items` is what 2020-12 calls `prefixItems`.
  if (items && items->is_array()) {
    prefix = items;
    items = additional;
    table.rest_is_additional = true;
  }
  if (prefix) {
    for (const json::value& schema : prefix->get_array())
      table.prefix.push_back(child(schema));
  }
  if (items) table.rest = child(*items);
  if (prefix || items) {
    emit(op::elements, "", static_cast<index>(program_.element_tables.size()));
    program_.element_tables.push_back(std::move(table));
  }
  const json::value* contains = get(keyword::contains);
  if (!contains) return;
  const auto count = [&](keyword k, std::uint64_t otherwise) {
    const json::value* v = get(k);
    return v ? static_cast<std::uint64_t>(std::min(v->to_number<double>(), 1e18)) : otherwise;
  };
  emit(op::contains, "contains", static_cast<index>(program_.contains_tables.size()));
  program_.contains_tables.push_back({child(*contains), count(keyword::min_contains, 1),
                                      count(keyword::max_contains, std::numeric_limits<std::uint64_t>::max()),
                                      language_.base == dialect::draft2020_12});
}

void compiler::emit_applicators() {
  const auto several = [&](keyword k, std::string_view name, op code) {
    if (const json::value* schemas = get(k)) {
      const auto [first, last] = children_of(schemas->get_array());
      emit(code, name, first, last);
    }
  };
  several(keyword::all_of, "allOf", op::all_of);
  several(keyword::any_of, "anyOf", op::any_of);
  several(keyword::one_of, "oneOf", op::one_of);
  if (const json::value* schema = get(keyword::not_)) emit(op::not_, "not", child(*schema));
  const json::value* test = get(keyword::if_);
  const json::value* then = get(keyword::then);
  const json::value* otherwise = get(keyword::else_);
  // Even alone it counts for unevaluated*, by what it evaluates.
  if (!test) return;
  emit(op::condition, "if", static_cast<index>(program_.conditions.size()));
  program_.conditions.push_back(
      {child(*test), then ? child(*then) : none, otherwise ? child(*otherwise) : none});
}

void compiler::emit_unevaluated() {
  if (const json::value* schema = get(keyword::unevaluated_items))
    emit(op::unevaluated_items, "unevaluatedItems", child(*schema));
  if (const json::value* schema = get(keyword::unevaluated_properties))
    emit(op::unevaluated_properties, "unevaluatedProperties", child(*schema));
}

} // namespace http_task::schema
