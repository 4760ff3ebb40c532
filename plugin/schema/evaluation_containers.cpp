// The keywords that go into objects and arrays.
#include "schema/evaluation.hpp"

#include <boost/json/monotonic_resource.hpp>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

namespace http_task::schema {

namespace {

// The entry of a member's name, which mostly is the one after the last that was found.
const text_table::entry* entry_of(const text_table& names, const text_table::entry* expected,
                                  std::string_view name) noexcept {
  const bool as_expected = expected != std::to_address(names.entries().end()) && names.is(*expected, name);
  return as_expected ? expected : names.find(name);
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
  if (with_required && o.size() < t.least) return false;
  const std::uint64_t missing = with_required ? t.required : 0;
  if (!seen && !exempt_ && t.is_open()) return test_known_members(t, missing, o, here);
  return test_all_members(t, missing, o, here, seen);
}

bool evaluation::test_known_members(const member_table& t, std::uint64_t missing, const json::object& o,
                                    const scope& here) {
  spend(o.size() / 16);
  const text_table::entry* const first = t.names.entries().data();
  const text_table::entry* expected = first;
  for (const auto& member : o) {
    const text_table::entry* e = entry_of(t.names, expected, json::view(member.key()));
    if (!e) continue;
    expected = e + 1;
    if (missing != 0) missing &= ~(std::uint64_t{1} << ((e - first) & 63));
    const json::value& v = member.value();
    if ((e->flags >> static_cast<unsigned>(v.kind()) & 1U) != 0) continue;
    if (!applies(e->value, v, here)) return false;
  }
  return missing == 0;
}

bool evaluation::test_all_members(const member_table& t, std::uint64_t missing, const json::object& o,
                                  const scope& here, marks* seen) {
  spend(o.size() / 16);
  const text_table::entry* const first = t.names.entries().data();
  const text_table::entry* expected = first;
  std::size_t position = 0;
  for (const auto& member : o) {
    const std::string_view name = json::view(member.key());
    bool known = false;
    if (const text_table::entry* e = entry_of(t.names, expected, name)) {
      expected = e + 1;
      missing &= ~(std::uint64_t{1} << ((e - first) & 63));
      known = e->value != none;
      if (known && !applies(e->value, member.value(), here)) return false;
    }
    for (const auto& [pattern, node] : t.patterns) {
      if (!matches(program_.patterns[pattern], name)) continue;
      known = true;
      if (!applies(node, member.value(), here)) return false;
    }
    if (!known && t.additional != none) {
      known = true;
      if (!applies(t.additional, member.value(), here)) return false;
    }
    if (seen && known) seen->set(position);
    ++position;
  }
  return missing == 0;
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
