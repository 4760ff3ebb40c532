// The keywords that go into objects and arrays.
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

bool evaluation::test_members(const instruction& i, const json::object& o, const scope& here, marks* seen) {
  const member_table& t = program_.member_tables[i.a];
  const bool with_required = i.b == 1;
  if (with_required && !seen && !exempt_ && t.is_open()) return test_known_members(t, o, here);
  return test_all_members(t, with_required, o, here, seen);
}

[[gnu::noinline]] bool evaluation::applies_to_member(index n, const json::value& v, const scope& here) {
  return satisfies(n, v, here, nullptr);
}

bool evaluation::enter_members(const member_table& t, const json::object& o, const scope& here) {
  if (!descend()) return false;
  const bool valid = test_known_members(t, o, here);
  --depth_;
  return valid;
}

// The names in an object differ, so counting those that are required tells whether all are there.
inline bool evaluation::test_known_members(const member_table& t, const json::object& o, const scope& here) {
  if (o.size() >= 16) spend(o.size() / 16);
  std::uint32_t missing = t.required;
  const text_table::entry* e = t.names.entries().data();
  const auto end = o.end();
  for (auto member = o.begin(); member != end; ++member, ++e) {
    const std::string_view name = json::view(member->key());
    if (!t.names.is(*e, name)) [[unlikely]] {
      const text_table::entry* const found = t.names.find(name);
      if (!found) {
        --e;
        continue;
      }
      e = found;
    }
    missing -= e->weight;
    const json::value& v = member->value();
    if ((e->flags >> static_cast<unsigned>(v.kind()) & 1U) != 0) continue;
    const bool is_text = e->more != none && v.is_string();
    if (!(is_text ? is_among(e->more, v) : applies_to_member(e->value, v, here))) return false;
  }
  return missing == 0;
}

bool evaluation::test_all_members(const member_table& t, bool with_required, const json::object& o,
                                  const scope& here, marks* seen) {
  spend(o.size() / 16);
  const bool is_map = t.names.texts().empty();
  const auto satisfied = [&](std::uint32_t accepted, index n, const json::value& v) {
    return (!exempt_ && (accepted >> static_cast<unsigned>(v.kind()) & 1U) != 0) || applies(n, v, here);
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
      required += e->weight;
      known = e->value != none;
      if (known && !satisfied(e->flags, e->value, v)) return false;
    }
    for (const auto& [pattern, node] : t.patterns) {
      if (!matches(program_.patterns[pattern], name)) continue;
      known = true;
      if (!applies(node, v, here)) return false;
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

bool evaluation::test_elements(const element_table& t, const json::array& a, const scope& here, marks* seen) {
  const std::size_t size = t.rest == none ? std::min(a.size(), t.prefix.size()) : a.size();
  spend(size / 16);
  const std::size_t first = std::min(size, t.prefix.size());
  for (std::size_t i = 0; i < first; ++i) {
    if (!applies(t.prefix[i], a[i], here)) return false;
  }
  const std::uint32_t accepted = exempt_ ? 0 : t.accepted;
  for (std::size_t i = first; i < size; ++i) {
    const bool valid =
        (accepted >> static_cast<unsigned>(a[i].kind()) & 1U) != 0 || applies(t.rest, a[i], here);
    if (!valid) return false;
  }
  if (seen) seen->set_below(size);
  return true;
}

bool evaluation::enter_items(const element_table& t, const json::array& a, const scope& here) {
  if (!descend()) return false;
  if (a.size() >= 16) spend(a.size() / 16);
  bool valid = true;
  for (const json::value& v : a) {
    valid = (t.accepted >> static_cast<unsigned>(v.kind()) & 1U) != 0 || satisfies(t.rest, v, here, nullptr);
    if (!valid) break;
  }
  --depth_;
  return valid;
}

bool evaluation::test_contains(const contains_table& t, const json::array& a, const scope& here,
                               marks* seen) {
  const bool collecting = seen && t.evaluates;
  const bool bounded = t.most < a.size();
  spend(a.size() / 16);
  std::size_t count = 0;
  for (std::size_t i = 0; i < a.size() && (collecting || bounded || count < t.least); ++i) {
    if (!applies(t.node, a[i], here)) continue;
    ++count;
    if (collecting) seen->set(i);
  }
  return count >= t.least && count <= t.most;
}

bool evaluation::test_dependency(const dependency& d, const json::value& v, const scope& here, marks* seen) {
  const json::object& o = v.get_object();
  if (!o.contains(d.name)) return true;
  return std::ranges::all_of(d.required, [&](const std::string& name) { return o.contains(name); }) &&
         (d.node == none || applies(d.node, v, here, seen));
}

bool evaluation::test_names(index n, const json::object& o, const scope& here) {
  const exemption exempt = std::exchange(exempt_, nullptr); // it is about values, not about names
  std::array<unsigned char, 512> buffer;                    // so that no name but a very long one allocates
  boost::json::monotonic_resource memory(buffer.data(), buffer.size());
  spend(o.size() / 16);
  const bool valid = std::ranges::all_of(o, [&](const auto& member) {
    const bool satisfied = applies(n, json::value(member.key(), &memory), here);
    memory.release();
    return satisfied;
  });
  exempt_ = exempt;
  return valid;
}

bool evaluation::test_rest_of_items(index n, const json::array& a, const scope& here, marks* seen) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!seen->test(i) && !applies(n, a[i], here)) return false;
  }
  seen->set_below(a.size());
  return true;
}

bool evaluation::test_rest_of_members(index n, const json::object& o, const scope& here, marks* seen) {
  std::size_t position = 0;
  for (const auto& member : o) {
    if (!seen->test(position++) && !applies(n, member.value(), here)) return false;
  }
  seen->set_below(o.size());
  return true;
}

} // namespace http_task::schema
