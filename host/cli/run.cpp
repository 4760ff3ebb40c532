// http-task run: the HTTP tasks of a workflow definition, in order, in this process.
#include "cli/command_line.hpp"
#include "cli/execution.hpp"
#include "cli/secrets.hpp"
#include "cli/settings_input.hpp"
#include "document/layout.hpp"
#include "files/read_file.hpp"
#include "render/problem.hpp"
#include "render/structured_response.hpp"
#include "workflow/local_run.hpp"

#include <memory>
#include <string>

namespace http_task::host {
namespace {

struct arguments {
  std::string workflow;
  std::string input;
  bool sandbox = false;
};

std::string step_line(const task_outcome& task, const palette& paint) {
  const std::string status(text_of(task.response, "status"));
  std::string line = paint(ink::bold, printable_line(task.reference)) + "  " +
                     paint(status == "COMPLETED" ? ink::green : ink::red, printable_line(status)) + "  " +
                     summary_line(task.response) + "\n    " +
                     printable_line(text_of(task.response, "verdict")) + "\n";
  if (task.optional && status != "COMPLETED") line += "    The task is optional: the workflow goes on.\n";
  return line;
}

exit_status status_of(const run_outcome& outcome) {
  if (outcome.completed) return exit_status::ok;
  return exit_status_of_response(outcome.tasks.back().response);
}

void show_end(const run_outcome& outcome, const console& out) {
  if (out.json()) return out.json_data(json::value(to_json(outcome)));
  if (outcome.completed) {
    out.data(out.out_palette()(ink::bold, "output") + "\n" + printable(indent_json(to_text(outcome.output))) +
             "\n");
    return;
  }
  if (const json::object* error = object_of(outcome.tasks.back().response, "error"))
    out.talk(render_problem(read_problem(*error), out.err_palette(), out.width()));
}

exit_status run(const arguments& asked, const global_options& globals, const console& out) {
  const auto text = read_input(asked.workflow);
  if (!text) return out.fail(text.error());
  const auto workflow = read_definition(*text, input_name(asked.workflow));
  if (!workflow) return out.fail(workflow.error());
  const auto context = read_context(asked.input);
  if (!context) return out.fail(context.error());
  const auto opened = execution::open(globals, out, asked.sandbox);
  if (!opened) return out.fail(opened.error());
  execution& tasks = **opened;
  std::set<std::string> used;
  for (const http_step& step : workflow->steps) {
    used.merge(secrets_used(step.value));
    tasks.expect(endpoint_of(step.value));
  }
  const auto secrets = tasks.secrets_for(used, false);
  if (!secrets) return out.fail(secrets.error());

  const std::string secrets_text = to_text(*secrets);
  const auto run_step = [&](const http_step& step, const json::object& all) -> result<std::string> {
    const std::string context_text = to_text(all);
    const auto answer = tasks.run({HTTP_TASK_MODE_RUN, step.settings, context_text, secrets_text, "INFO"});
    if (!answer) return answer.error();
    return std::string(answer->json());
  };
  const run_observer observer{
      [](const http_step&) {},
      [&](const task_outcome& task) {
        if (!out.json()) out.data(step_line(task, out.out_palette()));
      },
  };
  const json::object* workflow_context = object_of(*context, "workflow");
  const json::value* input = workflow_context != nullptr ? workflow_context->if_contains("input") : nullptr;
  const auto outcome =
      run_locally(*workflow, input != nullptr ? *input : json::value(json::object()), run_step, observer);
  if (!outcome) return out.fail(outcome.error());
  show_end(*outcome, out);
  return status_of(*outcome);
}

} // namespace

void add_run_command(CLI::App& app, command_line& line) {
  CLI::App* command = app.add_subcommand("run", "Run the HTTP tasks of a Conductor workflow definition");
  const auto asked = std::make_shared<arguments>();
  command->add_option("workflow", asked->workflow, "Definition, or - for standard input")
      ->required()
      ->type_name("FILE");
  command->add_option("--input", asked->input, "The input of the workflow")->type_name("FILE");
  command->add_flag("--sandbox", asked->sandbox, "Answer all requests from their descriptions, on loopback");
  command->callback([asked, &line] {
    line.chosen = [asked, &line](const console& out) { return run(*asked, line.globals, out); };
  });
}

} // namespace http_task::host
