// The keywords that go into arrays.
#include "schema/evaluation.hpp"

#include <algorithm>

namespace http_task::schema {

bool evaluation::test_elements(const element_table& t, const json::array& a, marks* seen) {
  const std::size_t size = t.rest == none ? std::min(a.size(), t.prefix.size()) : a.size();
  spend(size / 16);
  const std::size_t first = std::min(size, t.prefix.size());
  for (std::size_t i = 0; i < first; ++i) {
    if (!applies(t.prefix[i], a[i])) return false;
  }
  const std::uint32_t accepted = exempt_ ? 0 : t.accepted;
  for (std::size_t i = first; i < size; ++i) {
    if (!is_accepted(accepted, a[i]) && !applies(t.rest, a[i])) return false;
  }
  if (seen) seen->set_below(size);
  return true;
}

bool evaluation::test_plain_items(const element_table& t, const json::array& a) {
  if (depth_ == deepest) {
    too_deep_ = true;
    return false;
  }
  if (!pay(cost_of(a.size()))) return false;
  ++depth_;
  const schema::run objects = runs_[t.rest][static_cast<std::size_t>(json::kind::object)];
  const member_table* const members =
      objects.is(schema::run::form::members) ? &program_.member_tables[objects.operand] : nullptr;
  const json::value* item = a.begin();
  for (; item != a.end(); ++item) {
    const bool is_plain = members && item->is_object();
    const bool valid = is_plain ? test_known_members(*members, item->get_object())
                                : is_accepted(t.accepted, *item) || satisfies(t.rest, *item, nullptr);
    if (!valid) break;
  }
  --depth_;
  return item == a.end();
}

bool evaluation::test_contains(const contains_table& t, const json::array& a, marks* seen) {
  const bool collecting = seen && t.evaluates;
  const bool bounded = t.most < a.size();
  spend(a.size() / 16);
  std::size_t count = 0;
  for (std::size_t i = 0; i < a.size() && (collecting || bounded || count < t.least); ++i) {
    if (!applies(t.node, a[i])) continue;
    ++count;
    if (collecting) seen->set(i);
  }
  return count >= t.least && count <= t.most;
}

bool evaluation::test_rest_of_items(index n, const json::array& a, marks* seen) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!seen->test(i) && !applies(n, a[i])) return false;
  }
  seen->set_below(a.size());
  return true;
}

} // namespace http_task::schema
