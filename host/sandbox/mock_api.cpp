#include "sandbox/mock_api.hpp"

#include "sandbox/authentication.hpp"
#include "sandbox/request_settings.hpp"

#include <algorithm>
#include <array>

namespace http_task::host {
namespace {

constexpr std::size_t most_known = 1000;

sandbox_answer problem_answer(unsigned status, problem p) {
  json::object body = to_json(p);
  body.emplace("status", status);
  return {status, {{"Content-Type", "application/problem+json"}}, to_text(body)};
}

sandbox_answer refused(const authentication_demand& demand) {
  sandbox_answer answer = problem_answer(
      401, make_problem("sandbox.unauthenticated", "The endpoint demands " + demand.expected + ".",
                        "Fill in authentication in the settings; http-task describe shows the ways."));
  if (!demand.challenge.empty()) answer.headers.emplace_back("WWW-Authenticate", demand.challenge);
  return answer;
}

sandbox_answer echo(const sandbox_request& request) {
  json::object headers;
  for (const auto& [name, value] : request.headers) {
    json::value& values = headers[lower_case(name)];
    if (values.is_null()) values = json::array();
    values.get_array().emplace_back(value);
  }
  const auto body = parse_json(request.body, "body");
  const json::object content{
      {"method", request.method},
      {"uri", request.scheme + "://" + std::string(request.header("Host")) + request.target},
      {"headers", std::move(headers)},
      {"body", body ? *body : json::value(request.body)}};
  return {200, {{"Content-Type", "application/json"}, {"x-http-task-sandbox", "echo"}}, to_text(content)};
}

// Set by the content type of the sample and by the server.
bool is_of_the_message(std::string_view name) {
  return std::ranges::any_of(std::array{"content-type", "content-length", "transfer-encoding", "connection"},
                             [&](std::string_view own) { return equal_ignoring_case(name, own); });
}

sandbox_answer answer_from(const json::object& sample) {
  sandbox_answer answer;
  answer.status =
      static_cast<unsigned>(std::clamp<std::int64_t>(integer_of(sample, "statusCode", 200), 200, 599));
  const std::string_view type = text_of(sample, "contentType");
  if (!type.empty()) answer.headers.emplace_back("Content-Type", type);
  const json::object* headers = object_of(sample, "headers");
  for (const auto& member : headers != nullptr ? *headers : json::object()) {
    const json::value& value = member.value();
    if (!is_of_the_message(view(member.key())))
      answer.headers.emplace_back(view(member.key()),
                                  value.is_string() ? std::string(view(value.get_string())) : to_text(value));
  }
  answer.headers.emplace_back("x-http-task-sandbox", text_of(sample, "from"));
  const json::value* body = sample.if_contains("body");
  if (body == nullptr || text_of(sample, "from") == "nothing") return answer;
  const bool is_text = body->is_string() && type.find("json") == std::string_view::npos;
  answer.body = is_text ? std::string(view(body->get_string())) : to_text(*body);
  return answer;
}

// The words of the path, which is how search finds an endpoint by its uri.
std::string path_words(std::string_view path) {
  std::string words = percent_decoded(path);
  std::ranges::replace(words, '/', ' ');
  return words;
}

} // namespace

mock_api::mock_api(catalogue& endpoints, std::string only_api)
    : endpoints_(endpoints), only_api_(std::move(only_api)) {}

void mock_api::expect(const std::string& endpoint) {
  const std::scoped_lock lock(mutex_);
  if (std::ranges::find(expected_, endpoint) == expected_.end()) expected_.push_back(endpoint);
}

sandbox_answer mock_api::answer(const sandbox_request& request) {
  const std::scoped_lock lock(mutex_);
  const auto target = find(request);
  return target ? answer_of(*target, request) : echo(request);
}

std::shared_ptr<const mock_api::known_endpoint> mock_api::known(const std::string& id) {
  if (const auto before = known_.find(id); before != known_.end()) return before->second;
  std::shared_ptr<const known_endpoint> endpoint;
  if (const auto document = endpoints_.describe(id)) {
    if (auto description = parse_object(document->json(), "the answer of the plugin"))
      endpoint = std::make_shared<const known_endpoint>(known_endpoint{id, *std::move(description)});
  }
  if (known_.size() < most_known) known_.emplace(id, endpoint);
  return endpoint;
}

std::vector<std::string> mock_api::candidates(const sandbox_request& request) {
  std::vector<std::string> ids = expected_;
  json::object query{{"query", path_words(request.path())}, {"method", request.method}, {"limit", 100}};
  if (!only_api_.empty()) query.emplace("api", only_api_);
  const auto document = endpoints_.search(query);
  const auto answer =
      document ? parse_object(document->json(), "the answer of the plugin") : document.error();
  const json::array* results = answer ? array_of(*answer, "results") : nullptr;
  for (const json::value& item : results != nullptr ? *results : json::array()) {
    const json::object* result = item.if_object();
    if (result == nullptr) continue;
    // The base path of a server stands in front of the path: compare as many segments as the path has.
    const std::string_view path = text_of(*result, "path");
    std::string_view tail = request.path();
    const auto wanted = std::ranges::count(path, '/');
    while (std::ranges::count(tail, '/') > wanted)
      tail.remove_prefix(std::min(tail.find('/', 1), tail.size()));
    if (match_path(path, tail)) ids.emplace_back(text_of(*result, "id"));
  }
  return ids;
}

std::optional<mock_api::found> mock_api::find(const sandbox_request& request) {
  // A template without placeholders is the better match: /users/me before /users/{id}.
  std::optional<found> best;
  for (const std::string& id : candidates(request)) {
    const auto endpoint = known(id);
    // Settings say what they are for, also when their uri names a host of one's own.
    const auto accepted = std::ranges::find(expected_, id) != expected_.end() ? hosts::any : hosts::own;
    auto way = endpoint ? find_route(endpoint->description, request, accepted) : std::nullopt;
    if (way && (!best || way->path_parameters.size() < best->way.path_parameters.size()))
      best = found{endpoint, *std::move(way)};
  }
  return best;
}

sandbox_answer mock_api::answer_of(const found& target, const sandbox_request& request) {
  const json::object& description = target.endpoint->description;
  const json::object& annotation = description.at("endpoint").get_object();
  if (const auto demand = check_authentication(annotation, request); !demand.met) return refused(demand);
  const auto settings = settings_from_request(description, target.way, request);
  if (!settings) return problem_answer(400, settings.error());
  const auto checked = endpoints_.validate(to_text(*settings));
  const auto report = checked ? parse_object(checked->json(), "the answer of the plugin") : checked.error();
  if (!report) return problem_answer(400, report.error());
  if (!flag_of(*report, "valid")) {
    problem p = make_problem("settings.invalid",
                             "The request breaks the description of " + target.endpoint->id + ".");
    const json::array* errors = array_of(*report, "errors");
    for (const json::value& error : errors != nullptr ? *errors : json::array()) {
      if (const json::object* o = error.if_object()) p.findings.push_back(read_finding(*o));
    }
    return problem_answer(400, std::move(p));
  }
  const auto document = endpoints_.sample({{"endpoint", target.endpoint->id}});
  const auto sample =
      document ? parse_object(document->json(), "the answer of the plugin") : document.error();
  return sample ? answer_from(*sample) : problem_answer(500, sample.error());
}

} // namespace http_task::host
