#include "catalogue/catalogue.hpp"

#include <span>

namespace http_task::host {
namespace {

result<sdk::document> ours(sdk::result<sdk::document> answer) {
  if (!answer) return from_failure(answer.error());
  return *std::move(answer);
}

} // namespace

catalogue::catalogue(sdk::instance& plugin, stored_apis store, warning_function warn)
    : plugin_(plugin), store_(std::move(store)), warn_(std::move(warn)) {}

result<sdk::document> catalogue::search(const json::object& query) {
  const std::string_view api = text_of(query, "api");
  if (!api.empty() && store_.contains(api)) {
    const std::scoped_lock lock(mutex_);
    load_stored(std::string(api));
  } else {
    prepare_all();
  }
  return ours(plugin_.search(to_text(query)));
}

result<sdk::document> catalogue::describe(std::string_view endpoint) {
  prepare(endpoint);
  auto answer = plugin_.describe(endpoint);
  if (!answer && answer.error().status == HTTP_TASK_E_NOT_FOUND) {
    prepare_all();
    answer = plugin_.describe(endpoint);
  }
  return ours(std::move(answer));
}

result<sdk::document> catalogue::prefill(std::string_view endpoint, bool with_samples,
                                         std::string_view example) {
  json::object asked{{"endpoint", endpoint}, {"sample", with_samples}};
  if (!example.empty()) asked["example"] = example;
  const std::string request = to_text(asked);
  prepare(endpoint);
  auto answer = plugin_.prefill(request);
  if (!answer && answer.error().status == HTTP_TASK_E_NOT_FOUND) {
    prepare_all();
    answer = plugin_.prefill(request);
  }
  return ours(std::move(answer));
}

result<sdk::document> catalogue::validate(std::string_view settings_text) {
  const auto settings = parse_object(settings_text, "settings");
  if (!settings) return settings.error();
  if (const json::object* endpoint = object_of(*settings, "endpoint")) prepare(text_of(*endpoint, "id"));
  return ours(plugin_.validate(settings_text));
}

result<sdk::document> catalogue::validate(std::string_view instance_text, std::string_view schema_text,
                                          std::string_view output) {
  // The texts are passed on as they are.
  std::string request =
      "{\"schema\":" + std::string(schema_text) + ",\"instance\":" + std::string(instance_text);
  if (!output.empty()) request += ",\"output\":" + to_text(json::value(output));
  return ours(plugin_.validate(request + "}"));
}

result<sdk::document> catalogue::sample(const json::object& request) {
  prepare(text_of(request, "endpoint"));
  return ours(plugin_.sample(to_text(request)));
}

result<sdk::document> catalogue::list() {
  prepare_all();
  return ours(plugin_.list());
}

result<json::object> catalogue::load(std::string_view document, std::string_view source,
                                     std::string_view api) {
  json::object options{{"source", source}};
  if (!api.empty()) options.emplace("api", api);
  const auto answer = plugin_.load(std::as_bytes(std::span(document)), to_text(options));
  if (!answer) {
    problem p = from_failure(answer.error());
    if (p.source.empty()) p.source = source;
    return p;
  }
  return parse_object(answer->json(), "the answer of the plugin");
}

void catalogue::prepare(std::string_view endpoint) {
  // An operationId alone may be that of any API.
  if (endpoint.find(':') == std::string_view::npos) return prepare_all();
  const std::scoped_lock lock(mutex_);
  for (std::size_t end = endpoint.find(':'); end != std::string_view::npos;
       end = endpoint.find(':', end + 1)) {
    const std::string api(endpoint.substr(0, end));
    if (store_.contains(api)) load_stored(api);
  }
}

void catalogue::prepare_all() {
  const std::scoped_lock lock(mutex_);
  for (const std::string& api : store_.names())
    load_stored(api);
}

void catalogue::load_stored(const std::string& api) {
  if (loaded_.contains(api) || damaged_.contains(api)) return;
  const std::string file = store_.file_of(api).string();
  const auto document = store_.read(api);
  auto answer = document ? load(*document, file, api) : result<json::object>(document.error());
  if (answer) {
    loaded_.emplace(api, *std::move(answer));
    return;
  }
  if (warn_)
    warn_(file + " is left out of the catalogue: " + answer.error().title + ": " + answer.error().detail +
          " http-task catalog remove " + api + " takes it away.");
  damaged_.emplace(api, std::move(answer).error());
}

} // namespace http_task::host
