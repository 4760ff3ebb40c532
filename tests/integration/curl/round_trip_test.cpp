// The curl command that we show for a request, pasted again, makes the same request: for every operation of
// the built-in catalogue and of Dialpad's API, prefilled.
#include "catalog/built_in.hpp"
#include "curl_command/curl_command.hpp"
#include "description/read.hpp"
#include "request/build.hpp"
#include "request/curl.hpp"
#include "request/resolve.hpp"
#include "settings/complete.hpp"
#include "settings/prefill.hpp"
#include "settings/read.hpp"
#include "json/parse.hpp"
#include "json/write.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

namespace http_task {
namespace {

// Whatever the name of the secret is.
constexpr std::string_view secret = "s3cr3t-v4lue";

struct made {
  settings::request_settings settings;
  message::request request;
};

result<made> make(const json::value& document, redactor& secrets) {
  json::object known;
  const std::string text = json::write(document);
  constexpr std::string_view begin = "${secrets.";
  for (std::size_t at = text.find(begin); at != std::string::npos; at = text.find(begin, at + 1)) {
    const std::size_t name = at + begin.size();
    known[text.substr(name, text.find('}', name) - name)] = secret;
  }
  const json::value context = json::object{};
  const json::value given = std::move(known);
  auto resolved = request::resolve(document, {&context, &given.get_object()}, secrets);
  if (!resolved) return resolved.error();
  auto settings = settings::read(*resolved);
  if (!settings) return settings.error();
  auto built = request::build(*settings, {}, secrets);
  if (!built) return built.error();
  return made{*std::move(settings), std::move(built->message)};
}

std::string head_of(const message::request& r) {
  std::map<std::string, std::string> fields; // the order of different fields means nothing
  for (const message::field& f : r.headers)
    fields[f.name] += f.value + "\n";
  std::string text = r.method + " " + message::to_url(r) + "\n";
  for (const auto& [name, value] : fields)
    text += name + ": " + value;
  return text;
}

void check(const description::endpoint& endpoint) {
  SCOPED_TRACE(endpoint.id);
  settings::prefilled filled = settings::prefill(endpoint.schema, nullptr).value();
  settings::complete_with_samples(endpoint.schema, filled);
  redactor secrets;
  const auto first = make(filled.settings, secrets);
  ASSERT_TRUE(first) << first.error().detail;
  const std::string command = request::to_curl(first->request, first->settings, secrets);

  const auto read = host::read_curl_command(command);
  ASSERT_TRUE(read) << command << "\n" << read.error().detail;
  for (const host::curl_warning& w : read->warnings)
    EXPECT_NE(w.detail.find("credential"), std::string::npos) << w.option << " " << w.detail;
  redactor secrets_again;
  const auto second = make(json::value(read->settings), secrets_again);
  ASSERT_TRUE(second) << command << "\n" << second.error().detail;
  EXPECT_EQ(head_of(first->request), head_of(second->request)) << command;
  EXPECT_EQ(first->request.body, second->request.body) << command;
  EXPECT_EQ(first->settings.connection_timeout, second->settings.connection_timeout);
  EXPECT_EQ(first->settings.total_timeout, second->settings.total_timeout);
  if (first->request.method == "GET") {
    EXPECT_EQ(first->settings.max_redirects, second->settings.max_redirects);
  }
  EXPECT_EQ(request::to_curl(second->request, second->settings, secrets_again), command);
}

TEST(RoundTrip, BuiltInOperations) {
  for (const description::api& api : catalog::read_built_in()) {
    for (std::size_t i = 0; i < api.endpoints.size(); ++i)
      check(api.describe(i));
  }
}

TEST(RoundTrip, OperationsOfDialpad) {
  const char* shared = std::getenv("HTTP_TASK_SHARED");
  const std::filesystem::path root =
      shared != nullptr && *shared != '\0'
          ? std::filesystem::path(shared)
          : std::filesystem::path(HTTP_TASK_SOURCE_DIR).parent_path() / "shared";
  std::ifstream in(root / "apis/dialpad.openapi.json", std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(in), {});
  if (text.empty()) GTEST_SKIP() << "HTTP_TASK_SHARED names the folder that holds apis/dialpad.openapi.json.";
  const result<description::api> api = description::read_document(text);
  ASSERT_TRUE(api);
  for (std::size_t i = 0; i < api->endpoints.size(); ++i)
    check(api->describe(i));
}

} // namespace
} // namespace http_task
