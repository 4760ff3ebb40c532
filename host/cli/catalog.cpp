// http-task catalog: the APIs that search knows, beside the built-in ones.
#include "cli/command_line.hpp"
#include "cli/plugin.hpp"
#include "files/read_file.hpp"
#include "render/problem.hpp"

#include <boost/json/value_from.hpp>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace http_task::host {
namespace {

struct addition {
  json::object summary; // what load answered
  std::string document;
  std::string source; // the file it came from, absolute; "" for standard input
};

std::string count_of(const json::object& summary) {
  const auto count = integer_of(summary, "endpoints");
  return std::to_string(count) + (count == 1 ? " endpoint" : " endpoints");
}

std::string api_line(const json::object& summary, std::string_view id, const palette& paint) {
  return paint(ink::bold, printable_line(id)) + "  " + count_of(summary) + "  " +
         printable_line(text_of(summary, "title")) + " " + printable_line(text_of(summary, "version")) + "\n";
}

std::string warning_lines(const json::object& summary, const palette& paint) {
  std::string text;
  const json::array* warnings = array_of(summary, "warnings");
  for (const json::value& warning : warnings != nullptr ? *warnings : json::array()) {
    if (const json::object* o = warning.if_object()) text += render_finding(read_finding(*o), paint, 4);
  }
  return text;
}

result<addition> load(catalogue& apis, const std::string& file, std::string_view api) {
  auto document = read_input(file, max_description_bytes);
  if (!document) return std::move(document).error();
  auto summary = apis.load(*document, input_name(file), api);
  if (!summary) return std::move(summary).error();
  const std::string source =
      file == "-" ? std::string() : std::filesystem::absolute(file).lexically_normal().string();
  return addition{*std::move(summary), *std::move(document), source};
}

// Everything is read before anything is stored: either all files are added or none.
exit_status store(std::vector<addition> additions, const console& out) {
  const stored_apis store = stored_apis::of_user();
  json::array summaries;
  for (addition& added : additions) {
    const std::string api(text_of(added.summary, "api"));
    if (const auto stored = store.store(api, added.document, added.source); !stored)
      return out.fail(stored.error());
    if (!out.json())
      out.data(api_line(added.summary, api, out.out_palette()) +
               warning_lines(added.summary, out.out_palette()));
    summaries.push_back(std::move(added.summary));
  }
  if (out.json()) out.json_data(json::value(json::object{{"apis", std::move(summaries)}}));
  return exit_status::ok;
}

exit_status add(const std::vector<std::string>& files, const std::string& api, const global_options& globals,
                const console& out) {
  const auto plugin = open_plugin::open(globals, out);
  if (!plugin) return out.fail(plugin.error());
  std::vector<addition> additions;
  for (const std::string& file : files) {
    auto added = load((*plugin)->catalogue(), file, api);
    if (!added) return out.fail(added.error());
    additions.push_back(*std::move(added));
  }
  return store(std::move(additions), out);
}

exit_status refresh(std::vector<std::string> apis, const global_options& globals, const console& out) {
  const auto plugin = open_plugin::open(globals, out);
  if (!plugin) return out.fail(plugin.error());
  const stored_apis store_of_user = stored_apis::of_user();
  if (apis.empty()) apis = store_of_user.names();
  std::vector<addition> additions;
  for (const std::string& api : apis) {
    if (const auto stored = store_of_user.read(api); !stored) return out.fail(stored.error());
    const std::string source = store_of_user.source_of(api);
    if (source.empty() || !std::filesystem::exists(source)) {
      out.warn(api + " stays as it is: " +
               (source.empty() ? "it was read from standard input." : source + " is not there any more."));
      continue;
    }
    auto added = load((*plugin)->catalogue(), source, api);
    if (!added) return out.fail(added.error());
    additions.push_back(*std::move(added));
  }
  return store(std::move(additions), out);
}

exit_status remove(const std::vector<std::string>& apis, const console& out) {
  const stored_apis store = stored_apis::of_user();
  for (const std::string& api : apis) {
    if (const auto removed = store.remove(api); !removed) return out.fail(removed.error());
    out.talk(api + " removed.");
  }
  if (out.json()) out.json_data(json::value(json::object{{"removed", json::value_from(apis)}}));
  return exit_status::ok;
}

exit_status list(const global_options& globals, const console& out) {
  const auto plugin = open_plugin::open(globals, out);
  if (!plugin) return out.fail(plugin.error());
  const auto answer = (*plugin)->catalogue().list();
  if (!answer) return out.fail(answer.error());
  auto all = parse_object(answer->json(), "the answer of the plugin");
  if (!all) return out.fail(all.error());
  std::string text;
  const std::map<std::string, json::object>& loaded = (*plugin)->catalogue().loaded();
  json::array apis = array_of(*all, "apis") != nullptr ? *array_of(*all, "apis") : json::array();
  for (json::value& item : apis) {
    json::object& api = item.as_object();
    const auto stored = loaded.find(std::string(text_of(api, "id")));
    const json::array* warnings = stored != loaded.end() ? array_of(stored->second, "warnings") : nullptr;
    api["warnings"] = warnings != nullptr ? *warnings : json::array();
    text += api_line(api, text_of(api, "id"), out.out_palette());
  }
  (*all)["apis"] = std::move(apis);
  if (out.json()) {
    out.json_data(json::value(*std::move(all)));
  } else {
    out.data(text);
    out.talk(count_of(*all) + " in all.");
  }
  return exit_status::ok;
}

} // namespace

void add_catalog_command(CLI::App& app, command_line& line) {
  CLI::App* command = app.add_subcommand("catalog", "Add, list, remove and refresh APIs");
  command->require_subcommand(1);
  const auto names = std::make_shared<std::vector<std::string>>();
  const auto api = std::make_shared<std::string>();

  CLI::App* adding =
      command->add_subcommand("add", "Add APIs from OpenAPI documents or endpoint descriptions");
  adding->add_option("files", *names, "Documents, or - for standard input")->required()->type_name("FILE");
  adding->add_option("--api", *api, "Id of the API, if not the one that its servers suggest")
      ->type_name("ID");
  adding->callback([names, api, &line] {
    line.chosen = [names, api, &line](const console& out) { return add(*names, *api, line.globals, out); };
  });

  CLI::App* listing = command->add_subcommand("list", "Show the APIs of the catalogue");
  listing->callback(
      [&line] { line.chosen = [&line](const console& out) { return list(line.globals, out); }; });

  CLI::App* removing = command->add_subcommand("remove", "Remove APIs that were added");
  removing->add_option("apis", *names, "Ids of APIs")->required()->type_name("API");
  removing->callback(
      [names, &line] { line.chosen = [names](const console& out) { return remove(*names, out); }; });

  CLI::App* refreshing = command->add_subcommand("refresh", "Read APIs again from the files they came from");
  refreshing->add_option("apis", *names, "Ids of APIs; all that were added unless given")->type_name("API");
  refreshing->callback([names, &line] {
    line.chosen = [names, &line](const console& out) { return refresh(*names, line.globals, out); };
  });
}

} // namespace http_task::host
