// What a glance settles: members in the order of the table, each valid by its kind or as one of a few texts.
//
// Most instances are no more than that. So these functions are in line, allocate nothing and call nothing but
// the tables of names and texts; what they leave is for evaluation.hpp.
#pragma once

#include "schema/program.hpp"
#include "json/value.hpp"

#include <cstdint>

namespace http_task::schema {

using member_position = json::object::const_iterator;

// Whether the kind of a value is one of these.
[[nodiscard, gnu::always_inline]] inline bool is_accepted(std::uint64_t kinds,
                                                          const json::value& v) noexcept {
  return (kinds >> static_cast<unsigned>(v.kind()) % 64 & 1U) != 0;
}

// What the kinds of the items settle; a long array is not for a glance.
[[gnu::always_inline]] inline bool has_only(const json::array& a, std::uint64_t kinds) noexcept {
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
  if (v.is_string()) [[likely]]
    return e.texts->contains_short(json::view(v.get_string()));
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
inline bool has_settled_objects(const json::array& a, const member_table& t) noexcept {
  const text_table::entry* const first = t.names.entries().data();
  for (const json::value& item : a) {
    const json::object* const o = item.if_object();
    if (!o) return false;
    member_position member = o->begin();
    const text_table::entry* e = first;
    skip_settled(member, o->end(), e);
    if (member != o->end() || e->required != 0) return false;
  }
  return true;
}

// Of the first member that skip_settled() leaves.
inline bool has_settled_items(const text_table::entry& e, const json::object::value_type& member) noexcept {
  const json::array* const a = member.value().if_array();
  return a && e.items && text_table::is_short(e, json::view(member.key())) &&
         has_settled_objects(*a, *e.items);
}

} // namespace http_task::schema
