#include "settings/filter_rules.hpp"

#include "expression/template.hpp"
#include "json/path_query.hpp"
#include "json/pointer.hpp"
#include "json/write.hpp"

#include <string>

namespace http_task::settings {
namespace {

constexpr std::string_view filter_name = "outputFilter";
constexpr std::string_view condition_name = "successCondition";

finding expression_refused(const std::string& pointer) {
  return {pointer,
          "A JSONPath on the answer is written out, without ${...}: what an expression brings in would be "
          "read as a "
          "part of it.",
          "a JSONPath, e.g. $.response.body.id",
          {}};
}

template<class Query>
void check(std::string_view text, const std::string& pointer, report& found) {
  const result<Query> compiled = Query::compile(text);
  if (!compiled) {
    const std::string from_root = "$." + std::string(text);
    const std::string meant = Query::compile(from_root) ? json::write(json::value(from_root)) : std::string();
    found.errors.push_back({pointer, compiled.error().detail, {}, meant});
    return;
  }
  for (const std::string& warning : compiled->warnings())
    found.warnings.push_back({pointer, warning, {}, {}});
}

// Calls visit(text, pointer) for each string in which a JSONPath is expected, or that stands in place of all
// of them.
template<class Visitor>
void for_each_text(const json::object& settings, std::string_view prefix, Visitor visit) {
  const auto visit_string = [&](const json::value& v, const std::string& pointer) {
    if (const json::string* text = v.if_string()) visit(json::view(*text), pointer);
  };
  if (const json::value* filter = settings.if_contains(filter_name)) {
    const std::string pointer = json::join(prefix, filter_name);
    visit_string(*filter, pointer);
    if (const json::object* members = filter->if_object()) {
      for (const auto& [name, query] : *members)
        visit_string(query, json::join(pointer, json::view(name)));
    }
  }
  if (const json::value* condition = settings.if_contains(condition_name))
    visit_string(*condition, json::join(prefix, condition_name));
}

} // namespace

void check_filters(const json::object& settings, std::string_view prefix, stage when, report& found) {
  const std::string filter = json::join(prefix, filter_name);
  const std::string condition = json::join(prefix, condition_name);
  for_each_text(settings, prefix, [&](std::string_view text, const std::string& pointer) {
    if (when == stage::stored && expression::has_expression(text))
      found.errors.push_back(expression_refused(pointer));
    else if (pointer == condition)
      check<json::path_condition>(text, pointer, found);
    else if (pointer != filter)
      check<json::path_query>(text, pointer, found);
  });
}

std::vector<finding> find_expressions_in_filters(const json::object& settings, std::string_view prefix) {
  std::vector<finding> findings;
  for_each_text(settings, prefix, [&](std::string_view text, const std::string& pointer) {
    if (expression::has_expression(text)) findings.push_back(expression_refused(pointer));
  });
  return findings;
}

} // namespace http_task::settings
