#include "schema/compiler.hpp"

#include "schema/shape.hpp"
#include "schema/type.hpp"
#include "json/pointer.hpp"
#include "json/write.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace http_task::schema {
namespace {

// How deep values of `const`, `enum` and `default` may be nested: they are copied and compared recursively.
constexpr std::size_t deepest_value = 256;

bool is_deeper_than(const json::value& v, std::size_t most) {
  std::vector<std::pair<const json::value*, std::size_t>> stack{{&v, 0}};
  while (!stack.empty()) {
    const auto [at, depth] = stack.back();
    stack.pop_back();
    if (depth > most) return true;
    if (const json::array* items = at->if_array()) {
      for (const json::value& item : *items)
        stack.emplace_back(&item, depth + 1);
    } else if (const json::object* members = at->if_object()) {
      for (const auto& member : *members)
        stack.emplace_back(&member.value(), depth + 1);
    }
  }
  return false;
}

bool is_annotation(const keyword_entry& k) {
  switch (k.id) {
  case keyword::annotation:
  case keyword::default_:
  case keyword::example:
  case keyword::examples:
  case keyword::format: return true;
  default: return false;
  }
}

} // namespace

result<program> compiler::run(const place& root) {
  program_.steps = options_.limits.steps;
  static_cast<void>(node_of(root));
  for (std::size_t before = 0; before != program_.nodes.size();) {
    before = program_.nodes.size();
    if (result<void> done = drain(); !done) return done.error();
    complete_dynamic_tables();
  }
  if (kept_ == retained::annotations) {
    for (const resource& r : documents_.resources())
      program_.resources.emplace_back(r.uri, r.location);
  }
  return std::move(program_);
}

index compiler::node_of(const place& where) {
  const auto [known, added] = nodes_.try_emplace(where.schema, static_cast<index>(program_.nodes.size()));
  if (added) {
    node n;
    n.resource = where.resource;
    n.place = known->second;
    program_.nodes.push_back(n);
    program_.places.push_back(where.location());
    queue_.emplace_back(known->second, where);
  }
  return known->second;
}

result<void> compiler::drain() {
  while (!queue_.empty()) {
    if (program_.nodes.size() > options_.limits.size)
      return make_problem("input.limit", "The schema has more than " + std::to_string(options_.limits.size) +
                                             " subschemas.");
    const auto [n, where] = std::move(queue_.front());
    queue_.pop_front();
    if (result<void> done = compile_node(n, where); !done) return done;
  }
  return {};
}

// Resources can come up while the last nodes are compiled, so that the targets are completed at the end.
void compiler::complete_dynamic_tables() {
  for (std::size_t i = 0; i < program_.dynamic_tables.size(); ++i) {
    std::vector<std::pair<index, index>> targets;
    for (index r = 0; r < documents_.resources().size(); ++r) {
      const auto& anchors = documents_.resources()[r].dynamic_anchors;
      if (const auto found = anchors.find(dynamic_names_[i]); found != anchors.end())
        targets.emplace_back(r, child(*found->second));
    }
    program_.dynamic_tables[i].targets = std::move(targets);
  }
}

result<void> compiler::compile_node(index n, const place& where) {
  language_ = documents_.resources()[where.resource].language;
  program_.nodes[n].first = static_cast<index>(program_.instructions.size());
  const json::object* schema = where.schema->if_object();
  program_.nodes[n].last = program_.nodes[n].first;
  if (!schema && !where.schema->is_bool())
    return refuse(problem_at("input.invalid",
                             "Expected a schema (an object or a boolean); found " +
                                 std::string(json::kind_name(*where.schema)) + ".",
                             where.location(), ""));
  if (!schema && !where.schema->get_bool()) emit(op::never, "");
  if (schema) {
    if (result<void> done = find_keywords(n, *schema, where); !done) return done;
    if (result<void> done = emit_references(where); !done) return done;
    emit_type();
    emit_values();
    emit_number_bounds();
    emit_counts();
    if (result<void> done = emit_text(where); !done) return done;
    emit_elements();
    if (result<void> done = emit_members(where); !done) return done;
    emit_dependencies();
    emit_applicators();
    emit_unevaluated();
    note_examples(n);
    program_.nodes[n].collects = get(keyword::unevaluated_items) || get(keyword::unevaluated_properties);
  }
  program_.nodes[n].last = static_cast<index>(program_.instructions.size());
  return {};
}

result<void> compiler::find_keywords(index n, const json::object& schema, const place& where) {
  found_.fill(nullptr);
  // Up to draft 7, and in OpenAPI 3.0, what stands beside a $ref does not count.
  const json::value* ref = language_.base <= dialect::draft7 ? schema.if_contains("$ref") : nullptr;
  if (ref && ref->is_string()) {
    found_[static_cast<std::size_t>(keyword::ref)] = ref;
    return {};
  }
  for (const auto& member : schema) {
    const keyword_entry* k = language_.find(json::view(member.key()));
    // What is unknown is an annotation, too (2020-12 core, 6.5).
    if (!k || is_annotation(*k)) note_annotation(n, json::view(member.key()), member.value());
    if (!k) continue;
    if (result<void> done = accept(*k, member.value(), where); !done) return done;
  }
  return {};
}

void compiler::note_annotation(index n, std::string_view name, const json::value& v) {
  if (kept_ != retained::annotations || is_deeper_than(v, deepest_value)) return;
  node& at = program_.nodes[n];
  if (at.notes == none) {
    at.notes = static_cast<index>(program_.notes.size());
    program_.notes.emplace_back();
  }
  program_.notes[at.notes].values.emplace_back(name, v);
}

result<void> compiler::accept(const keyword_entry& k, const json::value& v, const place& where) {
  if (!has_shape(v, k.value))
    return refuse(problem_at("input.invalid",
                             "Expected " + std::string(description_of(k.value)) + "; found " +
                                 std::string(json::kind_name(v)) + ".",
                             where.location(), k.name));
  const bool kept = k.id == keyword::const_ || k.id == keyword::enum_ || kept_ != retained::nothing;
  if (kept && k.value <= shape::values_not_empty && is_deeper_than(v, deepest_value))
    return refuse(problem_at("input.limit",
                             "The value is nested deeper than " + std::to_string(deepest_value) + " levels.",
                             where.location(), k.name));
  if (k.id == keyword::type) {
    const json::array* const several = v.if_array();
    for (const json::value& name :
         several ? std::span(several->data(), several->size()) : std::span(&v, std::size_t{1})) {
      if (type_bits(json::view(name.get_string())) == 0)
        return refuse(
            problem_at("input.invalid",
                       "Expected the name of a type (null, boolean, integer, number, string, array, "
                       "object); found " +
                           json::write(name) + ".",
                       where.location(), k.name));
    }
  }
  // Of two spellings of one keyword ("$defs" and "definitions") either will do.
  found_[static_cast<std::size_t>(k.id)] = &v;
  return {};
}

result<void> compiler::refuse(problem p) {
  if (!options_.tolerant || p.type == "input.limit") return p;
  program_.left_out.push_back({p.source.empty() ? p.pointer : p.source + "#" + p.pointer, p.detail, "", ""});
  return {};
}

void compiler::emit(op code, std::string_view name, index a, index b) {
  program_.instructions.push_back({code, a, b});
  program_.keywords.push_back(name);
}

result<void> compiler::emit_references(const place& where) {
  if (const json::value* ref = get(keyword::ref)) {
    if (result<void> done = emit_reference(where, "$ref", json::view(ref->get_string())); !done) return done;
  }
  if (const json::value* ref = get(keyword::dynamic_ref)) {
    if (result<void> done = emit_dynamic(where, "$dynamicRef", json::view(ref->get_string())); !done)
      return done;
  }
  if (const json::value* ref = get(keyword::recursive_ref))
    return emit_dynamic(where, "$recursiveRef", json::view(ref->get_string()));
  return {};
}

result<void> compiler::emit_reference(const place& where, std::string_view name, std::string_view to) {
  if (++references_ > options_.limits.references)
    return make_problem("input.limit", "The schema has more than " +
                                           std::to_string(options_.limits.references) + " references.");
  const result<place> target = documents_.resolve(where, to);
  if (!target) {
    if (target.error().type == "input.limit") return target.error();
    return refuse(
        problem_at(target.error().type,
                   "The reference \"" + std::string(to) + "\" leads nowhere: " + target.error().detail + ".",
                   where.location(), name));
  }
  emit(op::reference, name, node_of(*target));
  return {};
}

// Bookended: dynamic only if what it leads to at first is a dynamic anchor of that name (2020-12
// core, 8.2.3.2).
result<void> compiler::emit_dynamic(const place& where, std::string_view name, std::string_view to) {
  const std::size_t before = program_.instructions.size();
  if (result<void> done = emit_reference(where, name, to); !done) return done;
  if (program_.instructions.size() == before) return {};
  const result<place> target = documents_.resolve(where, to);
  const std::size_t hash = to.find('#');
  const std::string_view fragment = hash == std::string_view::npos ? "" : to.substr(hash + 1);
  const auto& anchors = documents_.resources()[target->resource].dynamic_anchors;
  const auto anchor = anchors.find(fragment);
  if (anchor == anchors.end() || anchor->second != target->schema) return {};
  instruction& reference = program_.instructions.back();
  program_.dynamic_tables.push_back({reference.a, {}});
  dynamic_names_.emplace_back(fragment);
  reference = {op::dynamic_reference, static_cast<index>(program_.dynamic_tables.size() - 1), none};
  return {};
}

void compiler::note_examples(index n) {
  if (kept_ != retained::examples) return;
  annotations notes;
  if (const json::value* v = get(keyword::example)) notes.examples.push_back(*v);
  if (const json::value* v = get(keyword::examples))
    notes.examples.insert(notes.examples.end(), v->get_array().begin(), v->get_array().end());
  if (const json::value* v = get(keyword::default_)) notes.examples.push_back(*v);
  if (notes.examples.empty()) return;
  program_.nodes[n].notes = static_cast<index>(program_.notes.size());
  program_.notes.push_back(std::move(notes));
}

} // namespace http_task::schema
