// http-task test: one request sent, and all that came of it.
#include "cli/command_line.hpp"
#include "cli/execution.hpp"
#include "cli/secrets.hpp"
#include "cli/settings_input.hpp"
#include "files/atomic_file.hpp"
#include "render/har.hpp"
#include "render/structured_response.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace http_task::host {
namespace {

struct arguments {
  std::string settings;
  std::vector<std::string> assignments;
  bool sandbox = false;
  bool dry_run = false;
  std::string level = "DEBUG";
  std::string input;
  std::string har; // the file to write; "" for none
  body_files::wishes bodies;
};

void show(const sdk::document& answer, const arguments& asked, const json::object& response,
          const console& out, bool on_error) {
  if (on_error)
    out.talk(out.json() ? answer.json()
                        : std::string_view(
                              render_structured_response(answer.json(), out.err_palette(), out.width())));
  else if (out.json())
    out.json_data(answer.json());
  else if (asked.dry_run && !response.contains("error"))
    out.data(render_dry_run(answer.json(), out.out_palette()));
  else
    out.data(render_structured_response(answer.json(), out.out_palette(), out.width()));
}

exit_status test(const arguments& asked, const global_options& globals, const console& out) {
  const auto context = read_context(asked.input);
  if (!context) return out.fail(context.error());
  const auto opened = execution::open(globals, out, asked.sandbox);
  if (!opened) return out.fail(opened.error());
  execution& tasks = **opened;
  auto settings = read_settings_or_prefill(asked.settings, tasks.catalogue(), asked.sandbox);
  if (!settings) return out.fail(settings.error());
  if (const auto applied = apply(asked.assignments, *settings); !applied) return out.fail(applied.error());
  const auto secrets = tasks.secrets_for(secrets_used(settings->value), asked.dry_run);
  if (!secrets) return out.fail(secrets.error());
  tasks.expect(endpoint_of(settings->value));

  const std::string context_text = to_text(*context);
  const std::string secrets_text = to_text(*secrets);
  const auto bodies = body_files::open(asked.bodies);
  if (!bodies) return out.fail(bodies.error());
  const auto answer = tasks.run({asked.dry_run ? HTTP_TASK_MODE_DRY_RUN : HTTP_TASK_MODE_TEST, settings->text,
                                 context_text, secrets_text, asked.level, bodies->get()});
  if (!answer) return out.fail(answer.error());
  const auto response = parse_object(answer->json(), "structured response");
  if (!response) return out.fail(response.error());
  const exit_status status = exit_status_of_response(*response);
  show(*answer, asked, *response, out, *bodies && (*bodies)->uses_standard_output());
  if (*bodies) {
    if (const auto done = (*bodies)->finish(status == exit_status::ok); !done) return out.fail(done.error());
  }
  if (!asked.har.empty() && !asked.dry_run) {
    const std::string har = to_har(answer->json(), std::chrono::system_clock::now());
    if (const auto written = write_file(asked.har, har + "\n"); !written) return out.fail(written.error());
  }
  const json::object* error = object_of(*response, "error");
  if (error != nullptr && text_of(*error, "type") == "expression.unresolved" && asked.input.empty())
    out.talk("--input FILE gives what ${workflow.input...} and earlier steps refer to.");
  return status;
}

} // namespace

void add_test_command(CLI::App& app, command_line& line) {
  CLI::App* command = app.add_subcommand("test", "Send one request and show all that came of it");
  const auto asked = std::make_shared<arguments>();
  command->add_option("settings", asked->settings, "Settings, - for standard input, or the id of an endpoint")
      ->required()
      ->type_name("FILE|ID");
  command->add_option("--set", asked->assignments, "Set a value, e.g. /body/target_type=room")
      ->type_name("POINTER=JSON")
      ->allow_extra_args(false);
  command->add_flag("--sandbox", asked->sandbox, "Answer from the description, on loopback");
  command->add_flag("--dry-run", asked->dry_run, "Show the exact request, send nothing");
  command->add_option("--level", asked->level, "Detail: INFO, DEBUG, TRACE")
      ->check(CLI::IsMember({"INFO", "DEBUG", "TRACE"}))
      ->capture_default_str();
  command->add_option("--har", asked->har, "Write the exchange as HAR 1.2, secrets masked")
      ->type_name("FILE");
  command
      ->add_option("-o,--output", asked->bodies.output,
                   "Write the body of the answer as it comes; - is standard output")
      ->type_name("FILE");
  command
      ->add_option("-T,--upload-file", asked->bodies.upload, "Send a file as the body; - is standard input")
      ->type_name("FILE");
  command->add_flag("--events", asked->bodies.events,
                    "Write server-sent events as they come, a line of JSON each");
  command->add_option("--input", asked->input, "What ${workflow.input...} refers to")->type_name("FILE");
  command->callback([asked, &line] {
    line.chosen = [asked, &line](const console& out) { return test(*asked, line.globals, out); };
  });
}

} // namespace http_task::host
