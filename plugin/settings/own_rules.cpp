#include "settings/own_rules.hpp"

#include "base/text.hpp"
#include "expression/template.hpp"
#include "settings/filter_rules.hpp"
#include "settings/method_rules.hpp"
#include "settings/own_schema.hpp"
#include "settings/status_codes.hpp"
#include "json/pointer.hpp"
#include "json/write.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace http_task::settings {
namespace {

constexpr std::size_t most_findings = 100;

// Names that other tools use for the same thing.
const std::map<std::string_view, std::string_view>& other_names() {
  static const std::map<std::string_view, std::string_view> names{
      {"url", "uri"},
      {"href", "uri"},
      {"verb", "method"},
      {"httpmethod", "method"},
      {"params", "queryParameters"},
      {"query", "queryParameters"},
      {"querystring", "queryParameters"},
      {"path", "pathParameters"},
      {"pathparams", "pathParameters"},
      {"header", "headers"},
      {"cookie", "cookies"},
      {"styles", "parameterStyles"},
      {"data", "body"},
      {"json", "body"},
      {"payload", "body"},
      {"auth", "authentication"},
      {"timeout", "totalTimeOut"},
      {"connecttimeout", "connectionTimeOut"},
      {"statuscodes", "acceptedStatusCodes"},
      {"ratelimiting", "rateLimit"},
      {"retries", "retry"},
      {"retrypolicy", "retry"},
      {"compression", "contentEncoding"},
      {"resultselector", "outputFilter"},
      {"successwhen", "successCondition"},
      {"ssl", "tls"},
  };
  return names;
}

std::string nearest_field(std::string_view name) {
  std::vector<std::string_view> candidates(field_names().begin(), field_names().end());
  for (const auto& [other, ours] : other_names())
    candidates.push_back(other);
  const std::optional<std::string_view> near = nearest(name, candidates);
  if (!near) return {};
  const auto other = other_names().find(*near);
  return std::string(other == other_names().end() ? *near : other->second);
}

bool is_field(std::string_view name) {
  return std::ranges::find(field_names(), name) != field_names().end();
}

std::string quoted(std::string_view name) {
  return "\"" + std::string(name) + "\"";
}

void check_names(const json::object& settings, std::string_view prefix, std::vector<finding>& errors) {
  for (const auto& member : settings) {
    const std::string_view name = json::view(member.key());
    if (is_field(name)) continue;
    finding f{json::join(prefix, name), "The property " + quoted(name) + " is not allowed here.", {}, {}};
    if (const std::string near = nearest_field(name); !near.empty()) f.suggestion = quoted(near);
    errors.push_back(std::move(f));
  }
}

// Fields of Conductor that ask for what is not done here.
void check_conductor(const json::object& settings, std::string_view prefix, report& found) {
  if (const json::value* later = settings.if_contains("asyncComplete");
      later && later->is_bool() && later->get_bool())
    found.errors.push_back({json::join(prefix, "asyncComplete"),
                            "Expected false: a task ends with the answer to its request; found true.",
                            "false", "false"});
  for (const std::string_view name : {"oauthConsumerKey", "oauthConsumerSecret"}) {
    if (const json::value* key = settings.if_contains(name); key && !key->is_null())
      found.errors.push_back({json::join(prefix, name),
                              "OAuth 1.0 is not supported; use authentication, e.g. a bearer token.",
                              "null",
                              {}});
  }
  for (const std::string_view name : {"vipAddress", "appName", "encode"}) {
    if (const json::value* unused = settings.if_contains(name); unused && !unused->is_null())
      found.warnings.push_back({json::join(prefix, name), std::string(name) + " has no effect.", {}, {}});
  }
}

void check_statuses(const json::object& settings, std::string_view name, std::string_view prefix, stage when,
                    std::vector<finding>& errors) {
  const json::array* statuses = json::array_member(settings, name);
  for (std::size_t i = 0; statuses && i < statuses->size(); ++i) {
    const json::string* text = (*statuses)[i].if_string();
    const bool is_known = text && !(when == stage::stored && expression::has_expression(json::view(*text)));
    if (is_known && !parse_status((*statuses)[i]))
      errors.push_back(
          {json::join(json::join(prefix, name), i),
           "Expected a status such as 404, a class such as \"2XX\", or a range such as \"200-204\"; "
           "found " +
               json::write((*statuses)[i]) + ".",
           {},
           {}});
  }
}

// The schema has one branch for each type of authentication. Of a type that is not known it can only say that
// it is not the one of the nearest branch.
bool check_authentication_type(const json::object& settings, std::string_view prefix,
                               std::vector<finding>& errors) {
  const json::object* authentication = json::object_member(settings, "authentication");
  const json::value* type = authentication ? authentication->if_contains("type") : nullptr;
  if (!type || expression::is_expression(*type)) return true;
  std::vector<std::string_view> known;
  std::string expected;
  for (const json::value& branch : json::find(own_schema(), "/properties/authentication/oneOf")->as_array()) {
    known.push_back(json::view(json::find(branch, "/properties/type/const")->as_string()));
    expected += (expected.empty() ? "one of " : ", ") + quoted(known.back());
    if (type->is_string() && json::view(type->get_string()) == known.back()) return true;
  }
  finding f{json::join(json::join(prefix, "authentication"), "type"),
            "Expected " + expected + "; found " +
                (type->is_string() ? json::write(*type) : std::string(json::kind_name(*type))) + ".",
            expected,
            {}};
  if (const auto near = type->is_string() ? nearest(json::view(type->get_string()), known) : std::nullopt)
    f.suggestion = quoted(*near);
  errors.push_back(std::move(f));
  return false;
}

// What stands beside http_request in Conductor's inputParameters.
void check_siblings(const json::value& document, const located& where, report& found) {
  if (where.pointer.empty()) return;
  for (const auto& [key, v] : document.get_object()) {
    const std::string_view name = json::view(key);
    if (name == "http_request") continue;
    if (name == "asyncComplete") {
      json::object alone;
      alone[name] = v;
      check_conductor(alone, "", found);
    } else {
      found.warnings.push_back(
          {json::join("", name), "\"" + std::string(name) + "\" beside http_request has no effect.", {}, {}});
    }
  }
}

// Whether a keyword looks at the text of a string, which is not known while an expression stands in it.
bool looks_at_text(std::string_view keyword) {
  constexpr auto keywords =
      std::to_array<std::string_view>({"const", "enum", "format", "maxLength", "minLength", "pattern"});
  return std::ranges::find(keywords, keyword) != keywords.end();
}

} // namespace

std::vector<finding> check_against(const schema::validator& validator, const json::value& instance,
                                   std::string_view prefix, stage when) {
  const bool stored = when == stage::stored;
  std::vector<finding> findings;
  for (const schema::violation& v :
       validator.check(instance, most_findings, stored ? &expression::is_expression : nullptr)) {
    if (stored && looks_at_text(v.keyword)) {
      const json::value* at = json::find(instance, v.pointer);
      if (at && at->is_string() && expression::has_expression(json::view(at->get_string()))) continue;
    }
    findings.push_back(schema::to_finding(v));
    findings.back().pointer.insert(0, prefix);
  }
  return findings;
}

report check_own_rules(const json::value& document, const located& where, stage when) {
  const json::object& settings = where.settings->get_object();
  report found;
  check_names(settings, where.pointer, found.errors);
  check_conductor(settings, where.pointer, found);
  check_siblings(document, where, found);
  check_statuses(settings, "acceptedStatusCodes", where.pointer, when, found.errors);
  if (const json::object* retry = json::object_member(settings, "retry"))
    check_statuses(*retry, "statusCodes", json::join(where.pointer, "retry"), when, found.errors);
  check_filters(settings, where.pointer, when, found);
  check_method(settings, where.pointer, when, found);
  const bool type_is_known = check_authentication_type(settings, where.pointer, found.errors);

  for (finding& f : check_against(own_validator(), *where.settings, where.pointer, when)) {
    const bool said = std::ranges::find(found.errors, f.pointer, &finding::pointer) != found.errors.end() ||
                      (!type_is_known && f.pointer.starts_with(where.pointer + "/authentication"));
    if (!said) found.errors.push_back(std::move(f));
  }
  return found;
}

} // namespace http_task::settings
