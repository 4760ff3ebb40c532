#include "serve/step_context.hpp"

#include "cli/settings_input.hpp"

#include <algorithm>

namespace http_task::host {
namespace {

// inputParameters, or http_request in it.
const json::value* settings_of(const json::object& task) {
  const json::value* input = task.if_contains("inputParameters");
  if (input == nullptr || !input->is_object()) return nullptr;
  const json::value* request = input->get_object().if_contains("http_request");
  return request != nullptr && request->is_object() ? request : input;
}

json::object input_of(const json::object& definition, const json::value& given) {
  json::object input;
  if (const json::object* defaults = object_of(definition, "inputTemplate")) input = *defaults;
  for (const auto& member : given.is_object() ? given.get_object() : json::object())
    input[member.key()] = member.value();
  return input;
}

// What the sandbox would answer, as far as expressions look at it.
std::shared_ptr<const std::string> sample_of(editor& e, const std::string& endpoint) {
  if (endpoint.empty()) return nullptr;
  const auto document = e.endpoints().sample({{"endpoint", endpoint}});
  const auto sample =
      document ? parse_object(document->json(), "the answer of the plugin") : document.error();
  if (!sample) return nullptr;
  json::object headers;
  const json::object* documented = object_of(*sample, "headers");
  for (const auto& member : documented != nullptr ? *documented : json::object())
    headers[member.key()] = json::array{member.value()};
  json::object response{{"statusCode", integer_of(*sample, "statusCode", 200)},
                        {"reasonPhrase", ""},
                        {"headers", std::move(headers)}};
  if (const json::value* body = sample->if_contains("body")) response.emplace("body", *body);
  return std::make_shared<const std::string>(
      to_text(json::object{{"status", "COMPLETED"}, {"response", std::move(response)}}));
}

} // namespace

std::vector<step_of_definition> steps_of(const json::object& definition) {
  std::vector<step_of_definition> steps;
  const json::array* tasks = array_of(definition, "tasks");
  for (const json::value& item : tasks != nullptr ? *tasks : json::array()) {
    const json::object* task = item.if_object();
    if (task == nullptr || text_of(*task, "type") != "HTTP") continue;
    const std::string reference(text_of(*task, "taskReferenceName"));
    if (reference.empty() || reference == "workflow" || reference == "secrets") continue;
    const json::value* settings = settings_of(*task);
    steps.push_back({reference, settings != nullptr ? endpoint_of(*settings) : std::string()});
  }
  return steps;
}

std::string step_context::to_json() const {
  std::string text = "{\"workflow\":{\"input\":" + to_text(input) + "}";
  for (const earlier_step& step : steps)
    text += "," + to_text(json::value(step.reference)) + ":{\"output\":" + *step.output + "}";
  return text + "}";
}

result<place_in_workflow> place_of(editor& e, const json::object& asked) {
  place_in_workflow place{std::string(text_of(asked, "path")), std::string(text_of(asked, "ref")), {}};
  if (const json::object* definition = object_of(asked, "definition")) {
    place.definition = *definition;
    return place;
  }
  if (place.path.empty()) place.path = e.start().workflow;
  if (place.path.empty()) return place;
  const auto read = e.workflows().read(place.path);
  if (!read) return read.error();
  place.path = read->path;
  // What cannot be read has no steps; opening it says what is wrong.
  if (auto definition = parse_object(read->text, read->path)) place.definition = *std::move(definition);
  return place;
}

step_context context_of(editor& e, const place_in_workflow& place, bool with_samples) {
  step_context context;
  context.input = input_of(place.definition, e.start().input);
  const test_store::answers answers = e.tests().last_answers(place.path);
  for (const step_of_definition& step : steps_of(place.definition)) {
    if (step.reference == place.reference) break;
    const auto answer = answers.find(step.reference);
    const bool made_up = answer == answers.end();
    if (made_up && !with_samples) continue;
    const auto output = made_up ? sample_of(e, step.endpoint) : answer->second->full;
    if (output) context.steps.push_back({step.reference, step.endpoint, output, made_up});
  }
  return context;
}

} // namespace http_task::host
