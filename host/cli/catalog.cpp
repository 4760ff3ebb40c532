// http-task catalog: the APIs that search knows, beside the built-in ones.
#include "catalogue/catalogue_update.hpp"
#include "cli/catalog_commands.hpp"
#include "cli/command_line.hpp"
#include "cli/plugin.hpp"
#include "document/layout.hpp"
#include "files/atomic_file.hpp"
#include "render/catalogue.hpp"
#include "text/counted.hpp"

#include <boost/json/value_from.hpp>

#include <algorithm>
#include <cctype>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace http_task::host {

result<std::filesystem::path> file_to_change(const catalog_arguments& asked) {
  if (!asked.file.empty()) return std::filesystem::absolute(asked.file);
  const catalogue_places places = catalogue_places_of_user();
  if (places.user) return *places.user;
  return make_problem(
      "file.unwritable",
      "There is no folder for the catalogue: neither XDG_DATA_HOME nor HOME is an absolute path.",
      "Set HOME, or name a file with --catalog.");
}

namespace {

exit_status remove(const catalog_arguments& asked, const global_options& globals, const console& out) {
  const auto file = file_to_change(asked);
  if (!file) return out.fail(file.error());
  const auto plugin = open_plugin::open(globals, out);
  if (!plugin) return out.fail(plugin.error());
  catalogue_update::wishes wanted;
  wanted.talk = [&out](std::string_view line) { out.talk(line); };
  const auto update = catalogue_update::begin((*plugin)->instance(), *file, wanted);
  if (!update) return out.fail(update.error());
  for (const std::string& api : asked.names) {
    if (const auto removed = (*update)->remove(api); !removed) return out.fail(removed.error());
  }
  if (const auto written = (*update)->finish(); !written) return out.fail(written.error());
  for (const std::string& api : asked.names)
    out.talk(api + " removed.");
  if (out.json()) out.json_data(json::value(json::object{{"removed", json::value_from(asked.names)}}));
  return exit_status::ok;
}

// What only the files say of an API, by its id; the first file that has it counts, as everywhere.
std::map<std::string, json::object, std::less<>> details_of(catalogue& apis) {
  std::map<std::string, json::object, std::less<>> details;
  for (const catalogue::file& file : apis.files()) {
    if (file.why_left_out) continue;
    const auto contents = apis.contents(file.path);
    const json::array* items = contents ? array_of(*contents, "apis") : nullptr;
    for (const json::value& item : items != nullptr ? *items : json::array()) {
      json::object api = item.as_object();
      api["catalogue"] = file.path.string();
      std::string id(text_of(api, "id"));
      details.emplace(std::move(id), std::move(api));
    }
  }
  return details;
}

bool contains_ignoring_case(std::string_view text, std::string_view part) {
  const auto same = [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
  };
  return std::ranges::search(text, part, same).begin() != text.end() || part.empty();
}

json::array chosen_apis(const json::array& all, const std::string& filter) {
  json::array some;
  for (const json::value& item : all) {
    const json::object* api = item.if_object();
    if (api != nullptr && (contains_ignoring_case(text_of(*api, "id"), filter) ||
                           contains_ignoring_case(text_of(*api, "title"), filter)))
      some.push_back(item);
  }
  return some;
}

void write_names(const json::array& apis, const console& out) {
  std::string text;
  for (const json::value& api : apis)
    text += std::string(text_of(api.get_object(), "id")) + "\n";
  out.data(text);
}

exit_status list(const catalog_arguments& asked, const global_options& globals, const console& out) {
  const auto plugin = open_plugin::open(globals, out);
  if (!plugin) return out.fail(plugin.error());
  const auto answer = (*plugin)->catalogue().list();
  if (!answer) return out.fail(answer.error());
  const auto all = parse_object(answer->json(), "the answer of the plugin");
  if (!all) return out.fail(all.error());
  const json::array* listed = array_of(*all, "apis");
  json::array apis = listed != nullptr ? chosen_apis(*listed, asked.filter) : json::array();
  if (asked.names_only) {
    write_names(apis, out);
    return exit_status::ok;
  }
  std::int64_t endpoints = 0;
  for (const json::value& api : apis)
    endpoints += integer_of(api.get_object(), "endpoints");
  if (!out.json()) {
    out.data(render_apis(apis, out.out_palette(), out.data_is_for_a_person() ? out.width() : 0));
    out.talk(counted(apis.size(), "API") + ", " + counted(static_cast<std::uint64_t>(endpoints), "endpoint") +
             (asked.filter.empty() ? " in all." : " with \"" + asked.filter + "\"."));
    return exit_status::ok;
  }
  const auto details = details_of((*plugin)->catalogue());
  for (json::value& item : apis) {
    json::object& api = item.get_object();
    api["warnings"] = json::array();
    const auto known = details.find(text_of(api, "id"));
    if (known == details.end()) continue;
    for (const char* member : {"warnings", "source", "catalogue"}) {
      if (const json::value* detail = known->second.if_contains(member)) api[member] = *detail;
    }
  }
  out.json_data(json::value(json::object{{"endpoints", endpoints}, {"apis", std::move(apis)}}));
  return exit_status::ok;
}

exit_status export_descriptions(const catalog_arguments& asked, const global_options& globals,
                                const console& out) {
  const auto plugin = open_plugin::open(globals, out);
  if (!plugin) return out.fail(plugin.error());
  std::string text;
  for (const std::string& endpoint : asked.names) {
    const auto answer = (*plugin)->catalogue().describe(endpoint);
    if (!answer) return out.fail(answer.error());
    text += (text.empty() ? "" : ",") + std::string(answer->json());
  }
  if (asked.names.size() > 1) text = "{\"endpoints\":[" + text + "]}";
  if (asked.output.empty() || asked.output == "-") {
    out.json_data(text);
    return exit_status::ok;
  }
  const auto written =
      write_file(asked.output, indent_json(text) + "\n", asked.force ? existing::replace : existing::refuse);
  if (!written) return out.fail(written.error());
  out.talk(asked.output + " written; http-task catalog add " + asked.output + " adds it elsewhere.");
  return exit_status::ok;
}

using verb = exit_status (*)(const catalog_arguments&, const global_options&, const console&);

// A command that does `what` with its own arguments.
std::pair<CLI::App*, std::shared_ptr<catalog_arguments>>
declare(CLI::App& parent, command_line& line, const char* name, const char* description, verb what) {
  CLI::App* command = parent.add_subcommand(name, description);
  const auto asked = std::make_shared<catalog_arguments>();
  command->callback([asked, what, &line] {
    line.chosen = [asked, what, &line](const console& out) { return what(*asked, line.globals, out); };
  });
  return {command, asked};
}

void add_catalog_option(CLI::App& command, catalog_arguments& asked) {
  command
      .add_option("--catalog", asked.file, "Change this catalogue file in place of your own, e.g. a team's")
      ->type_name("FILE");
}

} // namespace

void add_catalog_command(CLI::App& app, command_line& line) {
  CLI::App* command = app.add_subcommand("catalog", "Add, list, export, remove and refresh APIs");
  command->require_subcommand(1);

  const auto [adding, to_add] =
      declare(*command, line, "add", "Add APIs from files, folders, URLs and npm packages", add_to_catalog);
  adding
      ->add_option(
          "what", to_add->names,
          "OpenAPI documents, Postman collections, HAR files or endpoint descriptions: files, folders,\n"
          "URLs, npm:PACKAGE[@VERSION], or - for standard input")
      ->required()
      ->type_name("WHAT");
  adding->add_option("--api", to_add->api, "Id of the API, if not the one that its servers suggest")
      ->type_name("ID");
  add_catalog_option(*adding, *to_add);

  const auto [listing, to_list] = declare(*command, line, "list", "Show the APIs of the catalogue", list);
  listing->add_option("--filter", to_list->filter, "Only APIs with this in their id or title")
      ->type_name("TEXT");
  listing->add_flag("--names", to_list->names_only, "Only the ids, one a line");

  const auto [removing, to_remove] = declare(*command, line, "remove", "Remove APIs that were added", remove);
  removing->add_option("apis", to_remove->names, "Ids of APIs")->required()->type_name("API");
  add_catalog_option(*removing, *to_remove);

  const auto [refreshing, to_refresh] =
      declare(*command, line, "refresh", "Read APIs again from where they came from and say what changed",
              refresh_catalog);
  refreshing->add_option("apis", to_refresh->names, "Ids of APIs; all that were added unless given")
      ->type_name("API");
  add_catalog_option(*refreshing, *to_refresh);

  const auto [exporting, to_export] =
      declare(*command, line, "export", "Write endpoint descriptions as a file that catalog add takes",
              export_descriptions);
  exporting->add_option("endpoints", to_export->names, "Ids of endpoints of one API")
      ->required()
      ->type_name("ID");
  exporting->add_option("-o,--output", to_export->output, "The file; standard output unless given")
      ->type_name("FILE");
  exporting->add_flag("--force", to_export->force, "Replace the file if it exists");
}

} // namespace http_task::host
