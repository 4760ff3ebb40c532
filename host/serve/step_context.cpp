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

step_context context_of(editor& e, std::string_view reference, bool with_samples) {
  json::object definition;
  if (const auto open = e.workflow().read()) {
    if (auto parsed = parse_object(open->text, open->path)) definition = *std::move(parsed);
  }
  step_context context;
  context.input = input_of(definition, e.start().input);
  auto answers = e.tests().last_answers();
  const std::vector<step_of_definition> steps = steps_of(definition);
  bool before = true;
  for (const step_of_definition& step : steps) {
    before = before && step.reference != reference;
    const auto answer = answers.find(step.reference);
    std::shared_ptr<const std::string> output;
    bool made_up = false;
    if (answer != answers.end()) {
      output = answer->second->full;
      answers.erase(answer);
    } else if (before && with_samples) {
      output = sample_of(e, step.endpoint);
      made_up = true;
    }
    if (before && output) context.steps.push_back({step.reference, step.endpoint, output, made_up});
  }
  // Steps that the page has and the file has not yet.
  for (const auto& [name, answer] : answers) {
    if (name != reference && answer->full) context.steps.push_back({name, {}, answer->full, false});
  }
  return context;
}

} // namespace http_task::host
