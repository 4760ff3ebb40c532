// http-task import: requests that stand elsewhere as request settings.
#include "cli/command_line.hpp"
#include "curl_command/curl_command.hpp"
#include "document/layout.hpp"
#include "files/atomic_file.hpp"
#include "files/read_file.hpp"
#include "render/problem.hpp"

#include <memory>
#include <string>

namespace http_task::host {
namespace {

struct arguments {
  std::string file;
  std::string output;
  bool force = false;
};

// Their values stay in the file that they came from: what is printed may end in a log.
json::array secret_names(const curl_import& read) {
  json::array names;
  for (const auto& [name, value] : read.secrets)
    names.emplace_back(name);
  return names;
}

void say_what_is_not_in_the_settings(const curl_import& read, const console& out) {
  for (const curl_warning& w : read.warnings)
    out.warn(printable_line(w.option) + ": " + printable_line(w.detail));
  for (const auto& [name, value] : read.secrets)
    out.talk("Give the secret with --secret " + name + "=@FILE.");
}

exit_status import_curl(const arguments& asked, const console& out) {
  const auto text = read_input(asked.file);
  if (!text) return out.fail(text.error());
  const auto read = read_curl_command(*text);
  if (!read) return out.fail(read.error());
  if (!asked.output.empty() && asked.output != "-") {
    const auto written = write_file(asked.output, indent_json(to_text(read->settings)) + "\n",
                                    asked.force ? existing::replace : existing::refuse);
    if (!written) return out.fail(written.error());
    out.talk("Settings written to " + asked.output + ". Look at the request: http-task test " + asked.output +
             " --dry-run");
  }
  if (out.json()) {
    json::object answer = to_json(*read);
    answer["secrets"] = secret_names(*read);
    out.json_data(answer);
    return exit_status::ok;
  }
  if (asked.output.empty() || asked.output == "-") out.json_data(read->settings);
  say_what_is_not_in_the_settings(*read, out);
  return exit_status::ok;
}

} // namespace

void add_import_command(CLI::App& app, command_line& line) {
  CLI::App* command =
      app.add_subcommand("import", "Make request settings of a request that stands elsewhere");
  command->require_subcommand(1);
  CLI::App* curl =
      command->add_subcommand("curl", "Of a curl command, as browsers and documentation have it");
  const auto asked = std::make_shared<arguments>();
  curl->add_option("file", asked->file, "File with the command, or - for standard input")->required();
  curl->add_option("-o,--output", asked->output, "Write to this file instead of standard output")
      ->type_name("FILE");
  curl->add_flag("--force", asked->force, "Replace the file if it exists");
  curl->callback(
      [asked, &line] { line.chosen = [asked](const console& out) { return import_curl(*asked, out); }; });
}

} // namespace http_task::host
