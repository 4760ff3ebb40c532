#include "store/writer.hpp"

#include "json/problem.hpp"

#include <utility>

namespace http_task::store {
namespace {

json::object to_json(const api_changes& changes) {
  json::array changed;
  for (const endpoint_change& c : changes.changed)
    changed.push_back(
        json::object{{"endpoint", c.endpoint}, {"fields", json::array(c.fields.begin(), c.fields.end())}});
  return {{"new", json::array(changes.added.begin(), changes.added.end())},
          {"gone", json::array(changes.gone.begin(), changes.gone.end())},
          {"changed", std::move(changed)}};
}

} // namespace

json::object to_json(const add_summary& summary) {
  json::array warnings;
  for (const finding& w : summary.warnings)
    warnings.push_back(json::to_json(w));
  json::object out{{"api", summary.api},
                   {"title", summary.title},
                   {"version", summary.version},
                   {"endpoints", summary.endpoints},
                   {"warnings", std::move(warnings)},
                   {"unchanged", summary.unchanged}};
  if (summary.changes) out["changes"] = to_json(*summary.changes);
  return out;
}

} // namespace http_task::store
