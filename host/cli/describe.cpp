// http-task describe: the reference of an endpoint.
#include "cli/command_line.hpp"
#include "cli/plugin.hpp"
#include "render/endpoint_reference.hpp"

#include <memory>
#include <string>

namespace http_task::host {
namespace {

exit_status describe(const std::string& endpoint, const global_options& globals, const console& out) {
  const auto plugin = open_plugin::open(globals, out);
  if (!plugin) return out.fail(plugin.error());
  const auto answer = (*plugin)->catalogue().describe(endpoint);
  if (!answer) return out.fail(answer.error());
  if (out.json()) {
    out.json_data(answer->json());
    return exit_status::ok;
  }
  const auto description = parse_object(answer->json(), "the answer of the plugin");
  if (!description) return out.fail(description.error());
  out.data(render_endpoint_reference(*description, out.out_palette(), out.width()));
  return exit_status::ok;
}

} // namespace

void add_describe_command(CLI::App& app, command_line& line) {
  CLI::App* command = app.add_subcommand("describe", "Show the reference of an endpoint");
  const auto endpoint = std::make_shared<std::string>();
  command->add_option("id", *endpoint, "Endpoint id, e.g. dialpad.com:POST:/api/v2/subscriptions/call")
      ->required();
  command->callback([endpoint, &line] {
    line.chosen = [endpoint, &line](const console& out) { return describe(*endpoint, line.globals, out); };
  });
}

} // namespace http_task::host
