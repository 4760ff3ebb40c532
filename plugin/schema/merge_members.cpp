#include "schema/merge_members.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace http_task::schema {
namespace {

bool is_members(const instruction& i) noexcept {
  return i.code == op::members;
}

// Whether it can leave marks on members, or asks for them.
bool evaluates(const program& p, const instruction& i) noexcept {
  switch (i.code) {
  case op::reference:
  case op::dynamic_reference:
  case op::any_of:
  case op::one_of:
  case op::condition:
  case op::collect: return true;
  case op::dependency: return p.dependencies[i.a].node != none;
  default: return false;
  }
}

// All of them in one; nullopt where they overlap.
std::optional<member_table> united(const program& p, const std::vector<instruction>& code) {
  member_table all;
  std::vector<std::string> names;
  std::vector<index> nodes;
  std::vector<bool> required;
  std::set<std::string_view> known;
  for (const instruction& i : code) {
    if (!is_members(i)) continue;
    const member_table& t = p.member_tables[i.a];
    const auto entries = t.names.entries();
    if (t.additional != none) return std::nullopt;
    for (std::size_t e = 0; e < t.names.texts().size(); ++e) {
      if (!known.insert(t.names.texts()[e]).second) return std::nullopt;
      names.push_back(t.names.texts()[e]);
      nodes.push_back(entries[e].value);
      required.push_back(member_table::is_required(entries[e]));
    }
    all.patterns.insert(all.patterns.end(), t.patterns.begin(), t.patterns.end());
  }
  all.names = text_table(std::move(names), nodes);
  all.require([&](std::size_t e) { return required[e]; });
  return all;
}

} // namespace

void merge_members(program& p, std::vector<instruction>& code) {
  const auto tables = std::ranges::count_if(code, is_members);
  const bool closing = !code.empty() && code.back().code == op::unevaluated_properties &&
                       std::ranges::none_of(code, [&](const instruction& i) { return evaluates(p, i); });
  if (tables < 2 && !closing) return;
  std::optional<member_table> all = united(p, code);
  if (!all) return;
  if (closing) {
    all->additional = code.back().a;
    code.pop_back();
  }
  std::erase_if(code, is_members);
  const auto first_applicator =
      std::ranges::find_if(code, [&](const instruction& i) { return evaluates(p, i); });
  code.insert(first_applicator, {op::members, static_cast<index>(p.member_tables.size()), 1});
  p.member_tables.push_back(std::move(*all));
}

} // namespace http_task::schema
