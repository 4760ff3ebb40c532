// The keywords that go into objects.
#include "schema/evaluation.hpp"

#include <boost/json/monotonic_resource.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace http_task::schema {

namespace {

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

// Commonly what remains is a list of objects.
bool evaluation::check_members(const program& p, member_position member, member_position end,
                               const text_table::entry* e) {
  if (has_settled_items(*e, *member)) skip_settled(++member, end, ++e);
  if (member == end) return e->required == 0;
  evaluation rest(p, nullptr);
  return rest.pay(cost_of(static_cast<std::size_t>(end - member))) &&
         rest.test_remaining_members(*p.root_members, member, end, e) && !rest.gave_up();
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
  return e->required == 0;
}

// The names in an object differ, so counting those that are required tells whether all are there.
bool evaluation::test_remaining_members(const member_table& t, member_position member, member_position end,
                                        const text_table::entry* e) {
  if (depth_ == deepest) {
    too_deep_ = true;
    return false;
  }
  ++depth_;
  std::uint32_t met = 0; // of what is required, by the members before those that follow the table
  const text_table::entry* first = t.names.entries().data(); // from here on
  bool valid = true;
  while (valid && member != end) {
    if (!t.names.is(*e, json::view(member->key()))) {
      const text_table::entry* const found = t.names.find(json::view(member->key()));
      if (!found) {
        ++member;
        continue;
      }
      met += first->required - e->required;
      e = first = found;
    }
    const json::value& v = member->value();
    valid = is_accepted(e->flags, v) || satisfies(e->value, v, nullptr);
    ++member;
    ++e;
    skip_settled(member, end, e);
  }
  --depth_;
  return valid && met + first->required - e->required == t.required();
}

bool evaluation::test_all_members(const member_table& t, bool with_required, const json::object& o,
                                  marks* seen) {
  spend(o.size() / 16);
  const bool is_map = t.names.texts().empty();
  const auto satisfied = [&](std::uint64_t accepted, index n, const json::value& v) {
    return (!exempt_ && is_accepted(accepted, v)) || applies(n, v);
  };
  std::uint32_t met = 0;
  const text_table::entry* expected = t.names.entries().data();
  std::size_t position = 0;
  for (const auto& member : o) {
    const std::string_view name = json::view(member.key());
    const json::value& v = member.value();
    bool known = false;
    if (const text_table::entry* e = is_map ? nullptr : entry_of(t.names, expected, name)) {
      expected = e + 1;
      met += e->required - expected->required;
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
  return !with_required || met == t.required();
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
