#include "workflow/local_run.hpp"

#include "workflow/output.hpp"

namespace http_task::host {
namespace {

json::value merged(const json::object& defaults, const json::value& input) {
  if (defaults.empty() || !input.is_object()) return input;
  json::object all = defaults;
  for (const auto& member : input.get_object())
    all[member.key()] = member.value();
  return all;
}

std::string status_of(const run_outcome& outcome) {
  if (outcome.completed) return "COMPLETED";
  return outcome.interrupted ? "TERMINATED" : "FAILED";
}

} // namespace

result<run_outcome> run_locally(const definition& workflow, const json::value& input, const run_task& run,
                                const run_observer& observer) {
  json::object context{{"workflow", json::object{{"input", merged(workflow.input_template, input)}}}};
  run_outcome outcome;
  for (const http_step& step : workflow.steps) {
    observer.before(step);
    const auto text = run(step, context);
    if (!text) return text.error();
    auto response = parse_object(*text, "the structured response of " + step.reference);
    if (!response) return std::move(response).error();
    outcome.tasks.push_back({step.reference, step.name, step.optional, *std::move(response)});
    const task_outcome& task = outcome.tasks.back();
    observer.after(task);
    const std::string_view status = text_of(task.response, "status");
    outcome.interrupted = status == "CANCELED";
    if (outcome.interrupted || (status != "COMPLETED" && !step.optional)) return outcome;
    context[step.reference] = json::object{{"output", task.response}};
  }
  outcome.completed = true;
  outcome.output = resolve_output(workflow.output_parameters, json::value(std::move(context)));
  return outcome;
}

json::object to_json(const run_outcome& outcome) {
  json::array tasks;
  for (const task_outcome& task : outcome.tasks) {
    json::object o{{"taskReferenceName", task.reference},
                   {"name", task.name},
                   {"status", task.response.contains("status") ? task.response.at("status") : json::value()}};
    if (task.optional) o.emplace("optional", true);
    o.emplace("output", task.response);
    tasks.push_back(std::move(o));
  }
  return {{"status", status_of(outcome)}, {"tasks", std::move(tasks)}, {"output", outcome.output}};
}

} // namespace http_task::host
