#include "catalog/names.hpp"

#include "base/text.hpp"
#include "catalog/search.hpp"
#include "description/display_text.hpp"

#include <algorithm>
#include <vector>

namespace http_task::catalog {
namespace {

constexpr std::size_t most_suggestions = 5;
constexpr std::size_t longest_name = 3'000;

template<class Matches>
std::vector<place> places(const snapshot& state, Matches matches) {
  std::vector<place> found;
  for (const auto& [id, e] : state.apis)
    for (std::size_t i = 0; i < e->api.endpoints.size(); ++i)
      if (matches(e->api.endpoints[i])) found.push_back({e.get(), i});
  return found;
}

const description::outline& outline_of(const place& p) {
  return p.api->api.endpoints[p.endpoint];
}

finding suggestion(const description::outline& e) {
  return {"", e.method + " " + e.path + ": " + e.title, "", e.id};
}

problem ambiguous(std::string_view name, const std::vector<place>& found) {
  problem p = make_problem("catalog.ambiguous", "\"" + std::string(name) + "\" names " +
                                                    std::to_string(found.size()) + " endpoints.");
  p.advice = "Use one of the ids.";
  for (const place& candidate : found) {
    if (p.findings.size() == most_suggestions) break;
    p.findings.push_back(suggestion(outline_of(candidate)));
  }
  return p;
}

// The ids that differ by little; if there is none, what search finds for the name.
problem not_found(const snapshot& state, std::string_view name) {
  problem p = make_problem("catalog.not_found", "No endpoint has the id or operationId \"" +
                                                    description::single_line(name, 200) + "\".");
  const auto suggest = [&](const description::outline& e) {
    if (p.findings.size() < most_suggestions &&
        std::ranges::find(p.findings, e.id, &finding::suggestion) == p.findings.end())
      p.findings.push_back(suggestion(e));
  };
  const std::string lower = to_lower(name);
  for (const place& near : places(state, [&](const description::outline& e) {
         return edit_distance(lower, to_lower(e.id), 3) <= 3 || to_lower(e.id) == lower ||
                (!e.operation_id.empty() && edit_distance(lower, to_lower(e.operation_id), 3) <= 3);
       }))
    suggest(outline_of(near));
  const search_results similar = p.findings.empty()
                                     ? search(state, {.text = std::string(name), .limit = most_suggestions})
                                     : search_results{};
  for (const search_result& r : similar.results)
    if (const std::vector<place> found = places(state, [&](const auto& e) { return e.id == r.id; });
        !found.empty())
      suggest(outline_of(found.front()));
  p.advice = p.findings.empty() ? "Search for it, or load the description of its API first."
                                : "Did you mean " + p.findings.front().suggestion + "?";
  return p;
}

} // namespace

result<place> find_endpoint(const snapshot& state, std::string_view name) {
  name = trim(name);
  if (name.size() <= longest_name) {
    if (const std::vector<place> found = places(state, [&](const auto& e) { return e.id == name; });
        !found.empty())
      return found.front();
    const std::vector<place> aliased = places(state, [&](const description::outline& e) {
      if (e.operation_id.empty() || !name.ends_with(e.operation_id)) return false;
      return name.size() == e.operation_id.size() || name == e.api + ":" + e.operation_id;
    });
    if (aliased.size() == 1) return aliased.front();
    if (aliased.size() > 1) return ambiguous(name, aliased);
  }
  return not_found(state, name.substr(0, longest_name));
}

} // namespace http_task::catalog
