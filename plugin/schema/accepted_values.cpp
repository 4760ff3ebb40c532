#include "schema/accepted_values.hpp"

#include <algorithm>
#include <array>

namespace http_task::schema {
namespace {

using json::kind;
using form = run::form;
constexpr auto all_kinds = std::to_array<kind>({kind::null, kind::bool_, kind::int64, kind::uint64,
                                                kind::double_, kind::string, kind::array, kind::object});

// No node accepts everything.
run run_of(const program& p, index n, kind k) noexcept {
  return n == none ? run{} : p.runs[n][static_cast<std::size_t>(k)];
}

std::uint16_t accepted_kinds(const program& p, index n) noexcept {
  std::uint32_t bits = 0;
  for (const kind k : all_kinds)
    if (run_of(p, n, k).accepts()) bits |= 1U << static_cast<unsigned>(k);
  return static_cast<std::uint16_t>(bits);
}

std::uint16_t accepted_items(const program& p, index n) noexcept {
  const run arrays = run_of(p, n, kind::array);
  return arrays.is(form::items) ? p.element_tables[arrays.operand].accepted : std::uint16_t{0};
}

const text_set* accepted_texts(const program& p, index n) noexcept {
  const run texts = run_of(p, n, kind::string);
  return texts.is(form::texts) ? &p.enumerations[texts.operand].texts : &text_set::of_nothing();
}

bool is_decided(run r) noexcept {
  return r.accepts() || r.rejects();
}

bool is_flat(const program& p, const member_table& t) noexcept {
  const auto is_simple = [&](const text_table::entry& e) {
    const run texts = run_of(p, e.value, kind::string);
    return is_decided(run_of(p, e.value, kind::object)) &&
           (e.item_flags != 0 || is_decided(run_of(p, e.value, kind::array))) &&
           (texts.is(form::texts) || is_decided(texts));
  };
  return t.is_open() && std::ranges::all_of(t.names.entries().first(t.names.texts().size()), is_simple);
}

// The table of the objects of an array of which a node demands nothing else, if it is flat.
const member_table* flat_items(const program& p, index n) noexcept {
  const run arrays = run_of(p, n, kind::array);
  if (!arrays.is(form::items)) return nullptr;
  const run objects = run_of(p, p.element_tables[arrays.operand].rest, kind::object);
  if (!objects.is(form::members)) return nullptr;
  const member_table& t = p.member_tables[objects.operand];
  return t.is_flat ? &t : nullptr;
}

} // namespace

void note_accepted_values(program& p) {
  for (element_table& t : p.element_tables)
    t.accepted = accepted_kinds(p, t.rest);
  for (member_table& t : p.member_tables) {
    t.accepted = accepted_kinds(p, t.additional);
    for (text_table::entry& e : t.names.entries()) {
      e.flags = accepted_kinds(p, e.value);
      e.item_flags = accepted_items(p, e.value);
      e.texts = accepted_texts(p, e.value);
    }
    t.is_flat = is_flat(p, t);
  }
  for (member_table& t : p.member_tables) {
    for (text_table::entry& e : t.names.entries())
      e.items = flat_items(p, e.value);
  }
  const run root = run_of(p, 0, kind::object);
  if (!root.is(form::members)) return;
  const member_table& t = p.member_tables[root.operand];
  // An object of which a glance settles all members has no more of them than the table, which counts no
  // steps.
  if (t.names.texts().size() < p.steps) p.root_members = &t;
}

} // namespace http_task::schema
