// The keywords that go into objects.
#include "schema/evaluation.hpp"

#include <boost/json/monotonic_resource.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace http_task::schema {

namespace {

using member_position = json::object::const_iterator;

// What the kinds of the items settle; a long array is not for a glance.
[[gnu::always_inline]] inline bool has_only(const json::array& a, std::uint32_t kinds) noexcept {
  if (kinds == 0 || a.size() > 8) [[unlikely]]
    return false;
  for (const json::value& item : a) {
    if (!is_accepted(kinds, item)) [[unlikely]]
      return false;
  }
  return true;
}

// Whether the value is valid by its kind, or as one of a few texts.
[[gnu::always_inline]] inline bool is_settled(const text_table::entry& e, const json::value& v) noexcept {
  if (is_accepted(e.flags, v)) [[likely]]
    return true;
  if (v.is_string()) return e.texts->contains_short(json::view(v.get_string()));
  return v.is_array() && has_only(v.get_array(), e.item_flags);
}

// Goes on as long as the members come in the order of the table and a glance settles each.
[[gnu::always_inline]] inline void skip_settled(member_position& member, member_position end,
                                                const text_table::entry*& e) noexcept {
  for (; member != end; ++member, ++e) {
    if (!text_table::is_short(*e, json::view(member->key()))) [[unlikely]]
      return;
    if (!is_settled(*e, member->value())) [[unlikely]]
      return;
  }
}

// Whether all items are objects that a glance settles.
bool has_settled_objects(const json::array& a, const member_table& t) noexcept {
  const text_table::entry* const first = t.names.entries().data();
  for (const json::value& item : a) {
    const json::object* const o = item.if_object();
    if (!o) return false;
    member_position member = o->begin();
    const text_table::entry* e = first;
    skip_settled(member, o->end(), e);
    if (member != o->end() || e->before != t.required) return false;
  }
  return true;
}

// Of the first member that skip_settled() leaves.
bool has_settled_items(const text_table::entry& e, const json::object::value_type& member) noexcept {
  const json::array* const a = member.value().if_array();
  return a && e.items && text_table::is_short(e, json::view(member.key())) &&
         has_settled_objects(*a, *e.items);
}

// The entry of a member's name, which mostly is the one after the last that was found.
const text_table::entry* entry_of(const text_table& names, const text_table::entry* expected,
                                  std::string_view name) noexcept {
  return names.is(*expected, name) ? expected : names.find(name);
}

} // namespace

index find_property(const member_table& t, std::string_view name) noexcept {
  const text_table::entry* e = t.names.find(name);
  return e ? e->value : none;
}

bool evaluation::has_required(const instruction& i, const json::object& o) const {
  return std::all_of(program_.names.begin() + i.a, program_.names.begin() + i.b,
                     [&](const std::string& name) { return o.contains(name); });
}

bool evaluation::test_members(const instruction& i, const json::object& o, marks* seen) {
  const member_table& t = program_.member_tables[i.a];
  const bool with_required = i.b == 1;
  if (with_required && !seen && !exempt_ && t.is_open()) return test_known_members(t, o);
  return test_all_members(t, with_required, o, seen);
}

// Most instances are objects, and mostly a glance settles them; for these nothing has to be set up.
bool evaluation::check(const program& p, const json::value& v, exemption accept_any) {
  if (accept_any || !p.root_members || !v.is_object()) [[unlikely]]
    return check_all(p, v, accept_any);
  const json::object& o = v.get_object();
  const member_table& t = *p.root_members;
  json::object::const_iterator member = o.begin();
  const text_table::entry* e = t.names.entries().data();
  skip_settled(member, o.end(), e);
  if (member != o.end() || p.steps <= o.size()) [[unlikely]]
    return check_remaining_members(p, t, o, member, e);
  return e->before == t.required;
}

bool evaluation::check_all(const program& p, const json::value& v, exemption accept_any) {
  evaluation e(p, accept_any);
  return e.apply(0, v, nullptr) && !e.gave_up();
}

// Commonly what remains is a list of objects.
[[gnu::noinline]] bool evaluation::check_remaining_members(const program& p, const member_table& t,
                                                           const json::object& o, member_position member,
                                                           const text_table::entry* e) {
  if (member != o.end() && has_settled_items(*e, *member)) skip_settled(++member, o.end(), ++e);
  if (member == o.end() && p.steps > o.size()) return e->before == t.required;
  evaluation rest(p, nullptr);
  return rest.pay(cost_of(o.size())) && rest.test_remaining_members(t, member, o.end(), e) && !rest.gave_up();
}

// Up to the first member that is not settled so, this calls no other function and takes no place on the
// stack.
bool evaluation::test_known_members(const member_table& t, const json::object& o) {
  if (!pay(cost_of(o.size()))) return false;
  json::object::const_iterator member = o.begin();
  const text_table::entry* e = t.names.entries().data();
  skip_settled(member, o.end(), e);
  if (member != o.end()) [[unlikely]]
    return test_remaining_members(t, member, o.end(), e);
  return e->before == t.required;
}

// The names in an object differ, so counting those that are required tells whether all are there.
bool evaluation::test_remaining_members(const member_table& t, member_position member, member_position end,
                                        const text_table::entry* e) {
  if (depth_ == deepest) {
    too_deep_ = true;
    return false;
  }
  ++depth_;
  std::uint32_t required = 0; // of the names before those that follow the table
  const text_table::entry* first = t.names.entries().data(); // from here on
  bool valid = true;
  while (valid && member != end) {
    if (!t.names.is(*e, json::view(member->key()))) {
      const text_table::entry* const found = t.names.find(json::view(member->key()));
      if (!found) {
        ++member;
        continue;
      }
      required += e->before - first->before;
      e = first = found;
    }
    const json::value& v = member->value();
    valid = is_accepted(e->flags, v) || satisfies(e->value, v, nullptr);
    ++member;
    ++e;
    skip_settled(member, end, e);
  }
  --depth_;
  return valid && required + e->before - first->before == t.required;
}

bool evaluation::test_all_members(const member_table& t, bool with_required, const json::object& o,
                                  marks* seen) {
  spend(o.size() / 16);
  const bool is_map = t.names.texts().empty();
  const auto satisfied = [&](std::uint32_t accepted, index n, const json::value& v) {
    return (!exempt_ && is_accepted(accepted, v)) || applies(n, v);
  };
  std::uint32_t required = 0;
  const text_table::entry* expected = t.names.entries().data();
  std::size_t position = 0;
  for (const auto& member : o) {
    const std::string_view name = json::view(member.key());
    const json::value& v = member.value();
    bool known = false;
    if (const text_table::entry* e = is_map ? nullptr : entry_of(t.names, expected, name)) {
      expected = e + 1;
      required += expected->before - e->before;
      known = e->value != none;
      if (known && !satisfied(e->flags, e->value, v)) return false;
    }
    for (const auto& [pattern, node] : t.patterns) {
      if (!matches(program_.patterns[pattern], name)) continue;
      known = true;
      if (!applies(node, v)) return false;
    }
    if (!known && t.additional != none) {
      known = true;
      if (!satisfied(t.accepted, t.additional, v)) return false;
    }
    if (seen && known) seen->set(position);
    ++position;
  }
  return !with_required || required == t.required;
}

bool evaluation::test_dependency(const dependency& d, const json::value& v, marks* seen) {
  const json::object& o = v.get_object();
  if (!o.contains(d.name)) return true;
  return std::ranges::all_of(d.required, [&](const std::string& name) { return o.contains(name); }) &&
         (d.node == none || applies(d.node, v, seen));
}

bool evaluation::test_names(index n, const json::object& o) {
  const exemption exempt = std::exchange(exempt_, nullptr); // it is about values, not about names
  std::array<unsigned char, 512> buffer;                    // so that no name but a very long one allocates
  boost::json::monotonic_resource memory(buffer.data(), buffer.size());
  spend(o.size() / 16);
  const bool valid = std::ranges::all_of(o, [&](const auto& member) {
    const bool satisfied = applies(n, json::value(member.key(), &memory));
    memory.release();
    return satisfied;
  });
  exempt_ = exempt;
  return valid;
}

bool evaluation::test_rest_of_members(index n, const json::object& o, marks* seen) {
  std::size_t position = 0;
  for (const auto& member : o) {
    if (!seen->test(position++) && !applies(n, member.value())) return false;
  }
  seen->set_below(o.size());
  return true;
}

} // namespace http_task::schema
