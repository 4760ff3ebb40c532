// A host in C++ on the SDK: finds the plugin, searches and describes an endpoint, prefills a request, tests
// it.
//
//   host ENDPOINT URL
//   host dialpad.com:POST:/api/v2/subscriptions/call http://127.0.0.1:8080/
//
// HTTP_TASK_PLUGIN_PATH names the folder of the plugin where it does not lie in one of the usual ones.
#include <http_task/sdk/event_pump.hpp>
#include <http_task/sdk/find_plugin.hpp>
#include <http_task/sdk/instance.hpp>

#include <cstdlib>
#include <iostream>
#include <string>

namespace sdk = http_task::sdk;

namespace {

// A plugin reaches public addresses only; what lies nearer, the host allows. Here: this machine.
constexpr std::string_view instance_options = R"({"egress": {"allow": ["127.0.0.1/32"]}})";

// What ${secrets.NAME} of the settings stands for. A host takes it from its vault.
constexpr std::string_view secrets = R"({"DIALPAD_API_KEY": "an-example-of-a-key"})";

sdk::result<sdk::document> show(std::string_view title, sdk::result<sdk::document> answer) {
  std::cout << title << '\n' << (answer ? answer->json() : answer.error().message) << "\n\n";
  return answer;
}

// Prefilled settings go straight into the test request, which the pump sees through to its end.
bool prefill_and_test(sdk::instance& http, const std::string& endpoint, const std::string& url) {
  // "settings" is what a person typed so far: here, another address than the endpoint's own.
  const auto request = R"({"endpoint": ")" + endpoint + R"(", "settings": {"uri": ")" + url + R"("}})";
  const auto settings = show("prefill", http.prefill(request));
  if (!settings) return false;

  sdk::event_pump pump(http);
  sdk::submission task;
  task.mode = HTTP_TASK_MODE_TEST;
  task.settings = settings->json();
  task.secrets = secrets;
  const auto show_progress = [](const sdk::document& d) { std::cout << "progress " << d.json() << '\n'; };
  return show("test", pump.run_one(task, show_progress)).has_value();
}

} // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: " << argv[0] << " ENDPOINT URL\n";
    return EXIT_FAILURE;
  }
  const auto report = sdk::find_plugin("http_task", sdk::default_search_path());
  for (const auto& [manifest, reason] : report.attempts)
    std::cerr << manifest << ": " << reason << '\n';
  if (!report.loaded) return EXIT_FAILURE;

  auto http = sdk::instance::create(report.loaded, instance_options);
  if (!http) {
    std::cerr << http.error().message << '\n';
    return EXIT_FAILURE;
  }
  if (!show("search", http->search(R"({"query": "create call subscription", "limit": 3})")))
    return EXIT_FAILURE;
  if (!show("describe", http->describe(argv[1]))) return EXIT_FAILURE;
  return prefill_and_test(*http, argv[1], argv[2]) ? EXIT_SUCCESS : EXIT_FAILURE;
}
