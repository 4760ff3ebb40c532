#include "catalog/query.hpp"

#include "json/pointer.hpp"

#include <algorithm>
#include <array>

namespace http_task::catalog {
namespace {

constexpr std::int64_t most_results = 100;

problem invalid(std::string_view expected, const json::value& found, std::string_view name) {
  return make_problem("input.invalid",
                      "Expected " + std::string(expected) + ", found " + std::string(json::kind_name(found)) +
                          ".",
                      json::join("", name));
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
    std::string* text = name == "query"    ? &q.text
                        : name == "method" ? &q.method
                        : name == "api"    ? &q.api
                                           : nullptr;
    if (!text)
      return make_problem("input.invalid", "Expected one of \"query\", \"limit\", \"method\", \"api\".",
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
    json::array matches;
    for (const match& m : r.matches)
      matches.push_back(json::object{{"field", m.field}, {"offset", m.offset}, {"length", m.length}});
    list.push_back(json::object{{"id", r.id},
                                {"api", r.api},
                                {"method", r.method},
                                {"path", r.path},
                                {"title", r.title},
                                {"summary", r.summary},
                                {"deprecated", r.deprecated},
                                {"matches", std::move(matches)}});
  }
  return {{"results", std::move(list)}};
}

} // namespace http_task::catalog
