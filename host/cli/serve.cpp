// http-task serve: the editor page and its API, until Ctrl-C.
#include "cli/command_line.hpp"
#include "cli/execution.hpp"
#include "cli/secrets.hpp"
#include "page/files.hpp"
#include "serve/browser.hpp"
#include "serve/server.hpp"

#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <system_error>

#include <unistd.h>

namespace http_task::host {
namespace {

struct arguments {
  std::string workflow;
  std::string input;
  server_options server;
  std::optional<bool> open; // in the browser; not given: on a terminal of a desktop
};

void introduce(const server_address& address, const console& out) {
  if (out.json()) {
    out.json_data(
        json::value(json::object{{"url", address.url}, {"port", address.port}, {"token", address.token}}));
  } else {
    out.data(address.url + "\n");
    out.talk("The editor is there until Ctrl-C. The address holds the key to it: whoever has it can send "
             "requests with your secrets.");
    if (page_files().empty()) out.warn("The page is not part of this build; its API is.");
  }
  if (!address.is_loopback)
    out.warn(
        "Other machines reach it too, and what goes over the network can be read on the way: plain HTTP.");
  std::cout.flush(); // whoever started it waits for the address
}

void show(const server_address& address, const arguments& asked, browser& user, const console& out) {
  introduce(address, out);
  const bool wanted =
      asked.open.value_or(!page_files().empty() && has_desktop() && isatty(STDOUT_FILENO) != 0);
  if (!wanted) return;
  if (const auto opened = user.open(address.url); !opened) out.warn(opened.error().detail);
}

// The folder of the definition, else the one that the command was called in.
result<std::filesystem::path> folder_of(const std::string& workflow) {
  std::error_code error;
  std::filesystem::path folder = std::filesystem::path(workflow).parent_path();
  if (folder.empty()) folder = ".";
  folder = std::filesystem::canonical(folder, error);
  if (error) return make_problem("file.not_found", "The folder of " + workflow + " does not exist.");
  return folder;
}

exit_status serve(const arguments& asked, const global_options& globals, const console& out) {
  const auto context = read_context(asked.input);
  if (!context) return out.fail(context.error());
  auto secrets = read_secrets(globals.secrets);
  if (!secrets) return out.fail(secrets.error());
  auto folder = folder_of(asked.workflow);
  if (!folder) return out.fail(folder.error());
  editor_start start{globals, *std::move(folder), std::filesystem::path(asked.workflow).filename().string(),
                     *std::move(secrets)};
  const json::object* workflow = object_of(*context, "workflow");
  const json::value* input = workflow != nullptr ? workflow->if_contains("input") : nullptr;
  if (input != nullptr) start.input = *input;
  browser user;
  const auto served =
      serve_editor_until_interrupt(asked.server, std::move(start), out,
                                   [&](const server_address& address) { show(address, asked, user, out); });
  return served ? exit_status::ok : out.fail(served.error());
}

} // namespace

void add_serve_command(CLI::App& app, command_line& line) {
  CLI::App* command = app.add_subcommand("serve", "Open the editor page: search, fill in, test, save");
  const auto asked = std::make_shared<arguments>();
  command->add_option("workflow", asked->workflow, "Definition to edit; made when it is saved")
      ->type_name("WORKFLOW");
  command->add_option("--port", asked->server.port,
                      "Port; 4242 or any free one unless given, 0 is any free one");
  command->add_option("--bind", asked->server.address, "Address to listen on")->capture_default_str();
  command->add_flag("--open,!--no-open", asked->open,
                    "Open it in the browser; done on a terminal of a desktop");
  command->add_option("--input", asked->input, "What ${workflow.input...} refers to")->type_name("FILE");
  command->callback([asked, &line] {
    line.chosen = [asked, &line](const console& out) { return serve(*asked, line.globals, out); };
  });
}

} // namespace http_task::host
