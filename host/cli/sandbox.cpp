// http-task sandbox: the mock API on its own, for other programs, until Ctrl-C.
#include "cli/command_line.hpp"
#include "cli/interrupt.hpp"
#include "cli/plugin.hpp"
#include "sandbox/mock_api.hpp"
#include "sandbox/server.hpp"

#include <iostream>
#include <memory>
#include <string>

namespace http_task::host {
namespace {

struct arguments {
  std::uint16_t port = 0;
  std::string api;
};

void introduce(const sandbox_server& server, const console& out) {
  const std::string address = "127.0.0.1:" + std::to_string(server.port());
  json::object options;
  direct_to_sandbox(options, server);
  if (out.json()) {
    out.json_data(json::value(json::object{{"port", server.port()}, {"options", std::move(options)}}));
  } else {
    out.data("Sandbox on http://" + address + " and https://" + address + ", until Ctrl-C.\n");
    out.talk("Ask it as it stands (curl http://" + address +
             "/api/v2/...), or as the real host:\n"
             "  curl --insecure --connect-to ::" +
             address +
             " https://dialpad.com/api/v2/...\n"
             "With --json it gives the certificate authority and instance options for --options.");
  }
  std::cout.flush(); // whoever started it waits for the port
}

exit_status serve(const arguments& asked, const global_options& globals, const console& out) {
  const auto plugin = open_plugin::open(globals, out);
  if (!plugin) return out.fail(plugin.error());
  mock_api mock((*plugin)->catalogue(), asked.api);
  const auto server = sandbox_server::listen(asked.port);
  if (!server) return out.fail(server.error());
  handle_interrupts();
  (*server)->start([&mock](const sandbox_request& request) { return mock.answer(request); });
  introduce(**server, out);
  wait_for_interrupt();
  return exit_status::ok; // the way it is meant to end
}

} // namespace

void add_sandbox_command(CLI::App& app, command_line& line) {
  CLI::App* command =
      app.add_subcommand("sandbox", "Serve a mock of the catalogue's APIs on loopback until Ctrl-C");
  const auto asked = std::make_shared<arguments>();
  command->add_option("--port", asked->port, "Port of 127.0.0.1; any free one unless given");
  command->add_option("--api", asked->api, "Only this API");
  command->callback([asked, &line] {
    line.chosen = [asked, &line](const console& out) { return serve(*asked, line.globals, out); };
  });
}

} // namespace http_task::host
