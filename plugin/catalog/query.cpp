#include "catalog/query.hpp"

#include "json/pointer.hpp"

#include <algorithm>
#include <cmath>

namespace http_task::catalog {
namespace {

constexpr std::int64_t most_results = 100;

problem invalid(std::string_view expected, const json::value& found, std::string_view name) {
  return make_problem("input.invalid",
                      "Expected " + std::string(expected) + ", found " + std::string(json::kind_name(found)) +
                          ".",
                      json::join("", name));
}

// Rounded, as it is for reading.
json::value number(float value) {
  return std::round(static_cast<double>(value) * 1000) / 1000;
}

json::object reason(const search::hit& hit) {
  const search::score_parts& p = hit.reason;
  return {{"score", number(static_cast<float>(hit.score))},
          {"words", number(p.coverage)},
          {"title", number(p.title)},
          {"path", number(p.path)},
          {"operationId", number(p.operation_id)},
          {"order", number(p.order)},
          {"action", number(p.action)},
          {"api", number(p.provider)},
          {"deprecated", number(p.deprecated)},
          {"code", number(p.code)}};
}

} // namespace

result<query> query_from_json(const json::value& document) {
  const json::object* o = document.if_object();
  if (!o)
    return make_problem("input.invalid", "Expected an object with the member \"query\", found " +
                                             std::string(json::kind_name(document)) + ".");
  query q;
  for (const auto& member : *o) {
    const std::string_view name = json::view(member.key());
    const json::value& v = member.value();
    if (name == "limit") {
      const bool whole = v.is_int64() || v.is_uint64();
      if (!whole || v.is_uint64() || v.get_int64() < 1 || v.get_int64() > most_results)
        return make_problem("input.invalid", "Expected an integer from 1 to 100.", "/limit");
      q.limit = static_cast<std::size_t>(v.get_int64());
      continue;
    }
    if (name == "deprecated" || name == "explain") {
      if (!v.is_bool()) return invalid("true or false", v, name);
      if (name == "explain")
        q.explain = v.get_bool();
      else
        q.deprecated = v.get_bool();
      continue;
    }
    std::string* text = name == "query"    ? &q.text
                        : name == "method" ? &q.method
                        : name == "api"    ? &q.api
                        : name == "tag"    ? &q.tag
                                           : nullptr;
    if (!text)
      return make_problem(
          "input.invalid",
          "Expected one of \"query\", \"limit\", \"method\", \"api\", \"tag\", \"deprecated\", \"explain\".",
          json::join("", name));
    if (!v.is_string()) return invalid("a string", v, name);
    *text = json::view(v.get_string());
  }
  if (!o->contains("query"))
    return make_problem("input.invalid", "The member \"query\" is missing.", "/query");
  return q;
}

json::object to_json(const search_results& results) {
  json::array list;
  for (const search_result& r : results.results) {
    const search::hit& hit = r.shown;
    json::array matches;
    for (const search::match_range& m : hit.matches)
      matches.push_back(json::object{{"field", m.field}, {"offset", m.offset}, {"length", m.length}});
    json::object result{{"id", r.id},
                        {"api", hit.api},
                        {"method", hit.method},
                        {"path", hit.path},
                        {"title", hit.title},
                        {"summary", hit.summary},
                        {"deprecated", hit.deprecated},
                        {"matches", std::move(matches)}};
    if (!r.versions.empty()) result["versions"] = json::array(r.versions.begin(), r.versions.end());
    if (r.explained) result["reason"] = reason(hit);
    list.push_back(std::move(result));
  }
  return {{"results", std::move(list)}};
}

} // namespace http_task::catalog
