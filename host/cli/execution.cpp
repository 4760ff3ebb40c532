#include "cli/execution.hpp"

#include "cli/interrupt.hpp"
#include "cli/secrets.hpp"
#include "files/read_file.hpp"

#include <chrono>
#include <optional>
#include <utility>

namespace http_task::host {

result<std::unique_ptr<execution>> execution::open(const global_options& globals, const console& out,
                                                   bool sandbox) {
  auto options = instance_options(globals);
  if (!options) return std::move(options).error();
  auto secrets = read_secrets(globals.secrets);
  if (!secrets) return std::move(secrets).error();
  std::unique_ptr<sandbox_server> server;
  if (sandbox) {
    auto listening = sandbox_server::listen(0);
    if (!listening) return std::move(listening).error();
    server = *std::move(listening);
    direct_to_sandbox(*options, *server);
  }
  auto plugin = open_plugin::open(globals, out, *options);
  if (!plugin) return std::move(plugin).error();
  return std::unique_ptr<execution>(
      new execution(out, *std::move(secrets), std::move(server), *std::move(plugin)));
}

execution::execution(const console& out, json::object secrets, std::unique_ptr<sandbox_server> server,
                     std::unique_ptr<open_plugin> plugin)
    : out_(out), secrets_(std::move(secrets)), plugin_(std::move(plugin)), server_(std::move(server)),
      pump_(plugin_->instance()) {
  if (!server_) return;
  mock_ = std::make_unique<mock_api>(plugin_->catalogue());
  server_->start([this](const sandbox_request& request) { return mock_->answer(request); });
}

result<json::object> execution::secrets_for(const std::set<std::string>& used, bool dry_run) const {
  if (server_) return placeholders(used, "sandbox");
  if (dry_run) {
    json::object values = placeholders(used, "placeholder");
    for (const auto& given : secrets_)
      values[given.key()] = given.value();
    return values;
  }
  if (auto complete = require_secrets(used, secrets_); !complete) return std::move(complete).error();
  return secrets_;
}

void execution::expect(const std::string& endpoint) {
  if (endpoint.empty()) return;
  catalogue().open_files(); // the task is held against the description
  if (mock_) mock_->expect(endpoint);
}

result<sdk::document> execution::run(const task_request& request) {
  handle_interrupts(); // from here on: while input is read, Ctrl-C simply ends the process
  const std::string options = to_text(json::object{{"inspectionLevel", request.level}});
  sdk::submission submission;
  submission.mode = request.mode;
  submission.settings = request.settings;
  submission.context = request.context;
  submission.secrets = request.secrets;
  submission.options = options;
  const auto show = [this](const sdk::document& progress) {
    if (const auto event = parse_object(progress.json(), "progress"); event && out_.shows_progress())
      out_.progress("... " + std::string(text_of(*event, "phase")));
  };
  if (request.bodies != nullptr) return run_streaming(submission, *request.bodies, show);
  auto answer = pump_.run_one(submission, show, [] { return interrupted(); });
  out_.progress("");
  if (!answer) return from_failure(answer.error());
  return *std::move(answer);
}

result<sdk::document> execution::run_streaming(const sdk::submission& s, body_files& bodies,
                                               const sdk::event_pump::progress_handler& show) {
  constexpr std::chrono::milliseconds between_cancel_checks{100};
  sdk::instance& tasks = plugin_->instance();
  std::optional<sdk::document> answer;
  std::optional<problem> broken; // on the side of the files
  const auto handle = [&](const sdk::event& e) {
    if (auto handled = bodies.handle(tasks, e); !handled && !broken) broken = handled.error();
  };
  const auto task = pump_.submit(
      s, bodies.options(), [&](sdk::document d) { answer = std::move(d); }, handle, show);
  if (!task) return from_failure(task.error());
  bool asked_to_end = false;
  while (!answer) {
    auto gives = broken ? result<bool>(false) : bodies.give(tasks, *task);
    if (!gives) broken = gives.error();
    const bool busy = gives && *gives;
    if (const auto handled = pump_.poll(busy ? std::chrono::milliseconds(0) : between_cancel_checks);
        !handled)
      return from_failure(handled.error());
    if (!asked_to_end && (broken || interrupted())) {
      asked_to_end = true;
      tasks.cancel(*task);
    }
  }
  out_.progress("");
  if (broken) return *std::move(broken);
  return *std::move(answer);
}

result<json::object> read_context(const std::string& file_or_dash) {
  if (file_or_dash.empty()) return json::object{{"workflow", json::object{{"input", json::object()}}}};
  const auto text = read_input(file_or_dash);
  if (!text) return text.error();
  auto value = parse_json(*text, input_name(file_or_dash));
  if (!value) return std::move(value).error();
  if (value->is_object() && value->get_object().contains("workflow")) return std::move(value->get_object());
  return json::object{{"workflow", json::object{{"input", *std::move(value)}}}};
}

} // namespace http_task::host
