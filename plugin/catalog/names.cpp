#include "catalog/names.hpp"

#include "base/text.hpp"
#include "catalog/search.hpp"
#include "description/display_text.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace http_task::catalog {
namespace {

constexpr std::size_t most_suggestions = 5;
constexpr std::size_t longest_name = 3'000;

using found_endpoint = result<std::optional<description::endpoint>>;

// "<api>:<rest>"; no id of an API has a colon.
struct name_parts {
  std::string_view api;
  std::string_view rest; // "" without a colon
};

name_parts parts_of(std::string_view name) {
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos) return {};
  return {name.substr(0, colon), name.substr(colon + 1)};
}

finding suggestion(const endpoint_name& e) {
  return {"", e.method + " " + e.path + ": " + e.title, "", e.id};
}

found_endpoint by_id(const snapshot& state, std::string_view id) {
  const auto [api, rest] = parts_of(id);
  const auto [method, path] = parts_of(rest);
  const endpoint_source* source = path.empty() ? nullptr : state.source_of(api);
  if (!source) return std::nullopt;
  return source->describe(api, method, path);
}

std::vector<endpoint_name> by_operation_id(const snapshot& state, std::string_view name) {
  std::vector<endpoint_name> found;
  const auto [api, rest] = parts_of(name);
  const endpoint_source* source = rest.empty() ? nullptr : state.source_of(api);
  if (source) found = source->with_operation_id(rest, api);
  for (const endpoint_source* s : state.sources())
    for (endpoint_name& e : s->with_operation_id(name, ""))
      if (state.source_of(parts_of(e.id).api) == s &&
          std::ranges::find(found, e.id, &endpoint_name::id) == found.end())
        found.push_back(std::move(e));
  return found;
}

problem ambiguous(std::string_view name, const std::vector<endpoint_name>& found) {
  problem p = make_problem("catalog.ambiguous", "\"" + std::string(name) + "\" names " +
                                                    std::to_string(found.size()) + " endpoints.");
  p.advice = "Use one of the ids.";
  for (const endpoint_name& candidate : found) {
    if (p.findings.size() == most_suggestions) break;
    p.findings.push_back(suggestion(candidate));
  }
  return p;
}

// What a name that nothing comes near is searched by: an id without its API, which is what is wrong with it.
query words_of(std::string_view name) {
  const auto [method, path] = parts_of(parts_of(name).rest);
  if (!path.starts_with('/')) return {.text = std::string(name), .limit = most_suggestions};
  return {.text = std::string(path), .limit = most_suggestions, .method = std::string(method)};
}

// The ids that differ by little; if there is none, what search finds for the name.
problem not_found(const snapshot& state, std::string_view name) {
  problem p = make_problem("catalog.not_found", "No endpoint has the id or operationId \"" +
                                                    description::single_line(name, 200) + "\".");
  const auto suggest = [&](const endpoint_name& e) {
    if (p.findings.size() < most_suggestions &&
        std::ranges::find(p.findings, e.id, &finding::suggestion) == p.findings.end())
      p.findings.push_back(suggestion(e));
  };
  if (state.source_of(name)) {
    p.detail += " It is the id of an API.";
    p.advice = "Name one of its endpoints; a search for \"api:" + std::string(name) + "\" lists them.";
    return p;
  }
  const std::string_view api = parts_of(name).api;
  const endpoint_source* owner = api.empty() ? nullptr : state.source_of(api);
  for (const endpoint_source* s : state.sources())
    if (!owner || owner == s)
      for (const endpoint_name& e : s->near(name, owner ? api : ""))
        suggest(e);
  if (p.findings.empty()) {
    const search_results similar = search(state, words_of(name));
    for (const search_result& r : similar.results)
      suggest({r.id, r.shown.method, r.shown.path, r.shown.title});
  }
  p.advice = p.findings.empty() ? "Search for it, or load the description of its API first."
                                : "Did you mean " + p.findings.front().suggestion + "?";
  return p;
}

} // namespace

result<description::endpoint> find_endpoint(const snapshot& state, std::string_view name) {
  name = trim(name);
  if (name.size() <= longest_name) {
    found_endpoint found = by_id(state, name);
    if (!found) return found.error();
    if (*found) return std::move(**found);
    const std::vector<endpoint_name> aliased = by_operation_id(state, name);
    if (aliased.size() > 1) return ambiguous(name, aliased);
    if (aliased.size() == 1) {
      found = by_id(state, aliased.front().id);
      if (!found) return found.error();
      if (*found) return std::move(**found);
    }
  }
  return not_found(state, name.substr(0, longest_name));
}

} // namespace http_task::catalog
