// The calls that find, describe, prefill and check: nothing is sent by them.
#include "cli/settings_input.hpp"
#include "document/difference.hpp"
#include "document/layout.hpp"
#include "serve/calls.hpp"
#include "serve/dry_run.hpp"
#include "serve/endpoint_view.hpp"

#include <charconv>
#include <map>

namespace http_task::host {
namespace {

constexpr std::string_view of_plugin = "the answer of the plugin";

api_answer passed_on(const result<sdk::document>& answer) {
  if (!answer) return problem_answer(answer.error());
  return text_answer(std::string(answer->json()), "application/json");
}

result<void> read_number(const api_request& request, std::string_view name, json::object& query) {
  const std::string_view text = request.parameter(name);
  if (text.empty()) return {};
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size())
    return make_problem("input.invalid", "The parameter " + std::string(name) + " is a number.");
  query.emplace(name, number);
  return {};
}

// What a person typed: the settings without what the endpoint that they were made for filled in by itself.
json::value without_defaults(const json::value& settings, const json::value& defaults) {
  if (!settings.is_object() || !defaults.is_object()) return settings;
  json::object typed;
  for (const auto& member : settings.get_object()) {
    const json::value* filled = defaults.get_object().if_contains(member.key());
    if (filled != nullptr && *filled == member.value()) continue;
    typed.emplace(member.key(),
                  filled != nullptr ? without_defaults(member.value(), *filled) : member.value());
  }
  return typed;
}

// A person who goes to another endpoint keeps what was typed, and nothing of what was only filled in.
result<json::object> typed_for(editor& e, const json::object& settings, std::string_view endpoint) {
  json::object typed = settings;
  const std::string before = endpoint_of(json::value(settings));
  if (!before.empty() && before != endpoint) {
    if (const auto filled = e.endpoints().prefill(before)) {
      const auto defaults = parse_object(filled->json(), of_plugin);
      if (!defaults) return defaults.error();
      typed = std::move(without_defaults(json::value(typed), json::value(*defaults)).get_object());
    }
  }
  if (before != endpoint) typed.erase("endpoint");
  return typed;
}

} // namespace

api_answer get_session(editor& e, const api_request&) {
  const auto list = e.endpoints().list();
  const auto catalog = list ? parse_object(list->json(), of_plugin) : list.error();
  if (!catalog) return problem_answer(catalog.error());
  const auto options = instance_options(e.start().globals);
  const json::object* egress = options ? object_of(*options, "egress") : nullptr;
  const json::array* allow = egress != nullptr ? array_of(*egress, "allow") : nullptr;
  const json::array* apis = array_of(*catalog, "apis");
  const sdk::manifest& plugin = e.real().plugin().manifest();
  const std::string& path = e.start().workflow;
  json::array secrets;
  for (const std::string& name : e.secrets().names())
    secrets.emplace_back(name);
  return json_answer(json::object{
      {"version", HTTP_TASK_HOST_VERSION},
      {"plugin", json::object{{"id", plugin.id}, {"version", plugin.version}}},
      {"workflow", path.empty() ? json::value() : json::value(path)},
      {"startFolder", e.workflows().folder().filename().string()},
      {"catalog", json::object{{"endpoints", integer_of(*catalog, "endpoints")},
                               {"apis", apis != nullptr ? apis->size() : 0}}},
      {"secrets", std::move(secrets)},
      {"sandbox", true},
      {"allow", allow != nullptr ? *allow : json::array()},
  });
}

namespace {

json::object query_of(const api_request& request) {
  json::object query{{"query", request.parameter("q")}};
  for (const std::string_view filter : {"api", "method", "tag"}) {
    if (const std::string_view value = request.parameter(filter); !value.empty())
      query.emplace(filter, value);
  }
  if (const std::string_view deprecated = request.parameter("deprecated"); !deprecated.empty())
    query.emplace("deprecated", deprecated == "true");
  return query;
}

using tag_counts = std::map<std::string, std::size_t>;

result<void> count_tags(editor& e, const json::object& query, tag_counts& counts) {
  const auto found = e.endpoints().search(query);
  const auto answer = found ? parse_object(found->json(), of_plugin) : found.error();
  if (!answer) return answer.error();
  const json::array* results = array_of(*answer, "results");
  for (const json::value& item : results != nullptr ? *results : json::array()) {
    const auto text = e.endpoints().describe(text_of(item.get_object(), "id"));
    const auto described = text ? parse_object(text->json(), of_plugin) : text.error();
    const json::object* endpoint = described ? object_of(*described, "endpoint") : nullptr;
    const json::array* tags = endpoint != nullptr ? array_of(*endpoint, "tags") : nullptr;
    for (const json::value& tag : tags != nullptr ? *tags : json::array()) {
      if (tag.is_string()) ++counts[std::string(view(tag.get_string()))];
    }
  }
  return {};
}

} // namespace

api_answer get_search(editor& e, const api_request& request) {
  json::object query = query_of(request);
  if (const auto limit = read_number(request, "limit", query); !limit) return problem_answer(limit.error());
  return passed_on(e.endpoints().search(query));
}

// A search gives 100 results at most. Asked for each method in turn it gives more of them, so that few tags
// are missed.
api_answer get_tags(editor& e, const api_request& request) {
  json::object query = query_of(request);
  query["limit"] = 100;
  query.erase("tag");
  tag_counts counts;
  const auto methods = query.contains("method")
                           ? std::vector<std::string>{std::string(text_of(query, "method"))}
                           : std::vector<std::string>{"GET", "POST", "PUT", "PATCH", "DELETE"};
  for (const std::string& method : methods) {
    query["method"] = method;
    if (const auto counted = count_tags(e, query, counts); !counted) return problem_answer(counted.error());
  }
  json::array tags;
  for (const auto& [name, endpoints] : counts)
    tags.push_back(json::object{{"name", name}, {"endpoints", endpoints}});
  return json_answer(json::object{{"tags", std::move(tags)}});
}

api_answer get_apis(editor& e, const api_request&) {
  const auto list = e.endpoints().list();
  const auto catalog = list ? parse_object(list->json(), of_plugin) : list.error();
  if (!catalog) return problem_answer(catalog.error());
  json::array apis;
  const json::array* all = array_of(*catalog, "apis");
  for (const json::value& item : all != nullptr ? *all : json::array()) {
    const json::object* api = item.if_object();
    if (api == nullptr) continue;
    apis.push_back(json::object{{"id", text_of(*api, "id")},
                                {"title", text_of(*api, "title")},
                                {"version", text_of(*api, "version")},
                                {"endpoints", integer_of(*api, "endpoints")}});
  }
  return json_answer(json::object{{"apis", std::move(apis)}});
}

api_answer get_endpoint(editor& e, const api_request& request) {
  const std::string id(request.parameter("id"));
  if (id.empty())
    return problem_answer(make_problem("input.invalid", "The parameter id names the endpoint."));
  const auto description = e.endpoints().describe(id);
  if (!description) return problem_answer(description.error());
  const auto form = e.endpoints().form({{"endpoint", id}});
  if (!form) return problem_answer(form.error());
  auto text = endpoint_view(id, description->json(), form->json());
  if (!text) return problem_answer(text.error());
  return text_answer(*std::move(text), "application/json");
}

api_answer get_form(editor& e, const api_request& request) {
  json::object asked;
  if (const std::string_view id = request.parameter("id"); !id.empty()) asked.emplace("endpoint", id);
  for (const std::string_view name : {"schemaPointer", "pointer"}) {
    if (const std::string_view value = request.parameter(name); !value.empty()) asked.emplace(name, value);
  }
  const auto form = e.endpoints().form(asked);
  if (!form) return problem_answer(form.error());
  auto text = form_part_view(form->json());
  if (!text) return problem_answer(text.error());
  return text_answer(*std::move(text), "application/json");
}

api_answer post_prefill(editor& e, const api_request& request) {
  const auto body = request.json_body();
  if (!body) return problem_answer(body.error());
  const std::string_view endpoint = text_of(*body, "endpoint");
  if (endpoint.empty()) return problem_answer(make_problem("input.invalid", "Expected an endpoint."));
  const json::object* given = object_of(*body, "settings");
  json::object asked{{"endpoint", endpoint}};
  if (given != nullptr) {
    auto typed = typed_for(e, *given, endpoint);
    if (!typed) return problem_answer(typed.error());
    asked.emplace("settings", *std::move(typed));
  }
  if (const std::string_view example = text_of(*body, "example"); !example.empty())
    asked.emplace("example", example);
  const auto answer = e.endpoints().prefill(asked);
  if (!answer) return problem_answer(answer.error());
  const auto settings = parse_json(answer->json(), of_plugin);
  if (!settings) return problem_answer(settings.error());
  const json::value before = given != nullptr ? json::value(*given) : json::value(json::object());
  return text_answer("{\"settings\":" + compact_json(answer->json()) +
                         ",\"changes\":" + to_text(json_difference(before, *settings)) + "}",
                     "application/json");
}

api_answer post_validate(editor& e, const api_request& request) {
  const auto body = request.json_body();
  if (!body) return problem_answer(body.error());
  const json::value* settings = body->if_contains("settings");
  const auto written = find_member(request.body, "settings");
  if (settings == nullptr || !written)
    return problem_answer(make_problem("input.invalid", "Expected settings."));
  const std::string_view text = written->in(request.body);
  const auto checked = e.endpoints().validate(text);
  if (!checked || text.find("${") == std::string_view::npos) return passed_on(checked);
  const auto place = place_of(e, *body);
  if (!place) return problem_answer(place.error());
  auto found = parse_object(checked->json(), of_plugin);
  if (!found) return problem_answer(found.error());
  json::array warnings = unresolved_in(e, *place, *settings, array_of(*found, "errors"));
  if (const json::array* others = array_of(*found, "warnings"))
    warnings.insert(warnings.begin(), others->begin(), others->end());
  (*found)["warnings"] = std::move(warnings);
  return json_answer(*std::move(found));
}

} // namespace http_task::host
