// anyOf, oneOf, and unevaluatedProperties, which looks across the alternatives.
#include "schema/alternatives.hpp"
#include "schema/circles.hpp"
#include "schema/explainer.hpp"

#include <algorithm>
#include <set>

namespace http_task::schema {
namespace {

std::size_t depth_of(const trail* at) noexcept {
  std::size_t depth = 0;
  for (; at; at = at->outer)
    ++depth;
  return depth;
}

// All names that `properties` and `patternProperties` know, of the node and whatever applies to the same
// value.
struct known_members {
  std::vector<std::string_view> names;
  std::vector<index> patterns;
};

known_members members_known_to(const program& p, index start) {
  std::set<index> reached{start};
  std::vector<index> stack{start};
  known_members known;
  while (!stack.empty()) {
    const node& at = p.nodes[stack.back()];
    stack.pop_back();
    for (index i = at.first; i < at.last; ++i) {
      const instruction& code = p.instructions[i];
      if (code.code == op::members) {
        for (const auto& [name, n] : p.member_tables[code.a].properties)
          known.names.push_back(name);
        for (const auto& [pattern, n] : p.member_tables[code.a].patterns)
          known.patterns.push_back(pattern);
      }
      for_each_in_place(p, code, [&](index n) {
        if (reached.insert(n).second) stack.push_back(n);
      });
    }
  }
  std::ranges::sort(known.names);
  known.names.erase(std::unique(known.names.begin(), known.names.end()), known.names.end());
  return known;
}

} // namespace

void explainer::explain_any(const context& c) {
  const instruction& i = c.code(program_);
  std::vector<reason> others = take();
  std::vector<branch> branches;
  for (index child = i.a; child < i.b; ++child) {
    explain_node(program_.children[child], c.value, c.at, &c.here);
    branch b = take();
    if (!b.empty()) branches.push_back(std::move(b));
  }
  reasons_ = std::move(others);
  if (branches.empty()) return;
  const std::size_t depth = depth_of(c.at);
  if (std::optional<reason> all = merged(branches, depth, c.value); all && branches.size() > 1) {
    message m{all->what.detail, all->what.expected, all->what.found, all->what.suggestion};
    reason& r = add(c, std::move(m));
    r.types = all->types;
    r.allowed = std::move(all->allowed);
    return;
  }
  for (reason& r : branches[nearest_branch(branches, depth)])
    reasons_.push_back(std::move(r));
}

void explainer::explain_one(const context& c) {
  const instruction& i = c.code(program_);
  std::string matching;
  for (index child = i.a; child < i.b; ++child) {
    if (evaluation_.apply(program_.children[child], c.value, &c.here))
      matching += (matching.empty() ? "" : ", ") + std::to_string(child - i.a + 1);
  }
  if (matching.empty()) return explain_any(c);
  add(c, {"Expected exactly one of the " + std::to_string(i.b - i.a) +
              " alternatives to match; these do: " + matching + ".",
          "exactly one match", matching, ""});
}

// After another failure, a known member may only seem unevaluated: the failure says more.
void explainer::explain_rest_of_members(const context& c, const marks& seen, bool failed_before) {
  const index n = c.code(program_).a;
  const auto owner = static_cast<index>(&c.owner - program_.nodes.data());
  const known_members known = members_known_to(program_, owner);
  std::size_t position = 0;
  for (const auto& member : c.value.get_object()) {
    const trail at{c.at, json::view(member.key()), position++, false};
    if (seen.test(at.position) || evaluation_.apply(n, member.value(), &c.here)) continue;
    const bool has_name =
        std::ranges::binary_search(known.names, at.name) ||
        std::ranges::any_of(known.patterns, [&](index p) { return program_.patterns[p].matches(at.name); });
    if (!failed_before || !has_name) explain_unknown(n, at, c, known.names);
  }
}

} // namespace http_task::schema
