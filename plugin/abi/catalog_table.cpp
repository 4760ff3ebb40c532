#include "abi/answer.hpp"
#include "abi/call_options.hpp"
#include "abi/guard.hpp"
#include "abi/instance.hpp"
#include "abi/schema_check.hpp"
#include "abi/tables.hpp"
#include "catalog/query.hpp"
#include "catalog/sample.hpp"
#include "form/form.hpp"
#include "settings/complete.hpp"
#include "settings/prefill.hpp"
#include "settings/read.hpp"
#include "settings/validate.hpp"
#include "json/parse.hpp"
#include "json/pointer.hpp"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace http_task::abi {
namespace {

// The frame of every function here: checks what they have in common, and hands `body` the text of the caller.
template<class Body>
int32_t call(http_task_instance* instance, const char* function, const void* data, size_t size,
             http_task_document** document, Body&& body) noexcept {
  if (document == nullptr) return HTTP_TASK_E_ARGUMENT;
  *document = nullptr;
  const auto text = borrowed(data, size);
  if (instance == nullptr || !text) return HTTP_TASK_E_ARGUMENT;
  return guarded(instance->report(function), [&]() -> int32_t {
    const auto made = body(instance->catalog, *text);
    return made ? answer(document, *made) : refuse(document, made.error());
  });
}

json::array to_json(const std::vector<finding>& findings) {
  json::array list;
  for (const auto& f : findings)
    list.push_back(json::to_json(f));
  return list;
}

result<json::value> load_api(catalog::catalog& c, std::string_view bytes, std::string_view options) {
  catalog::load_options o;
  if (!options.empty()) {
    const auto read = read_object(options, "options", {"api", "source"});
    if (!read) return read.error();
    o.api = json::string_member(*read, "api");
    o.source = json::string_member(*read, "source");
  }
  const auto summary = c.load(bytes, o);
  if (!summary) return summary.error();
  return catalog::to_json(*summary);
}

result<json::value> unload_api(catalog::catalog& c, std::string_view api) {
  const auto done = c.unload(api);
  if (!done) return done.error();
  return json::object{{"api", api}};
}

result<json::value> find_endpoints(const catalog::catalog& c, std::string_view text) {
  const auto document = json::parse(text);
  if (!document) return in_source(document.error(), "query");
  const auto query = catalog::query_from_json(*document);
  if (!query) return in_source(query.error(), "query");
  return catalog::to_json(c.search(*query));
}

using found_endpoint = result<std::shared_ptr<const description::endpoint>>;

// The endpoint that {"endpoint": id, ...} names.
found_endpoint named_endpoint(const catalog::catalog& c, const json::object& request) {
  const auto id = json::string_member(request, "endpoint");
  if (id.empty()) {
    return in_source(make_problem("input.invalid", "Expected the id of an endpoint.", "/endpoint"),
                     "request");
  }
  return c.find(id);
}

// As text: a large description takes longer to copy than to write.
result<std::string> describe_endpoint(const catalog::catalog& c, std::string_view id) {
  const auto endpoint = c.find(id);
  if (!endpoint) return endpoint.error();
  return json::write((*endpoint)->schema);
}

result<json::value> prefill_settings(const catalog::catalog& c, std::string_view text) {
  const auto request = read_object(text, "request", {"endpoint", "example"}, {"settings", "sample"});
  if (!request) return request.error();
  const auto endpoint = named_endpoint(c, *request);
  if (!endpoint) return endpoint.error();
  auto filled = settings::prefill((*endpoint)->schema, request->if_contains("settings"),
                                  json::string_member(*request, "example"));
  if (!filled) return std::move(filled).error();
  if (const auto* sample = request->if_contains("sample")) {
    if (!sample->is_bool()) {
      return in_source(make_problem("input.invalid", "Expected true or false.", "/sample"), "request");
    }
    if (sample->get_bool()) settings::complete_with_samples((*endpoint)->schema, *filled);
  }
  return std::move(filled->settings);
}

// The description of the endpoint that the settings say they came from; null when there is none.
std::shared_ptr<const description::endpoint> origin_of(const catalog::catalog& c,
                                                       const json::value& document) {
  const auto located = settings::unwrap(document);
  if (!located) return nullptr;
  const auto* origin = json::object_member(located->settings->get_object(), "endpoint");
  if (origin == nullptr) return nullptr;
  auto endpoint = c.find(json::string_member(*origin, "id"));
  return endpoint ? std::move(*endpoint) : nullptr;
}

result<json::value> validate_settings(const catalog::catalog& c, std::string_view text) {
  const auto document = json::parse(text);
  if (!document) return in_source(document.error(), "settings");
  if (is_schema_check(*document)) return check_schema(document->get_object());
  const auto origin = origin_of(c, *document);
  const auto report = settings::validate(*document, origin == nullptr ? nullptr : &origin->schema);
  return json::object{
      {"valid", report.valid()}, {"errors", to_json(report.errors)}, {"warnings", to_json(report.warnings)}};
}

result<json::value> sample_answer(const catalog::catalog& c, std::string_view text) {
  const auto request = read_object(text, "request", {"endpoint", "status"}, {"seed"});
  if (!request) return request.error();
  const auto endpoint = named_endpoint(c, *request);
  if (!endpoint) return endpoint.error();
  catalog::sample_request wanted;
  wanted.status = json::string_member(*request, "status");
  if (const auto* seed = request->if_contains("seed")) {
    const auto* number = seed->if_int64();
    if (number == nullptr || *number < 0) {
      return in_source(make_problem("input.invalid", "Expected an integer from 0.", "/seed"), "request");
    }
    wanted.seed = static_cast<std::uint64_t>(*number);
  }
  return catalog::sample(**endpoint, wanted);
}

result<json::value> form_of_settings(const catalog::catalog& c, std::string_view text) {
  const auto request = read_object(text, "request", {"endpoint", "schemaPointer", "pointer"});
  if (!request) return request.error();
  std::shared_ptr<const description::endpoint> described;
  if (request->contains("endpoint")) {
    auto endpoint = named_endpoint(c, *request);
    if (!endpoint) return endpoint.error();
    described = std::move(*endpoint);
  }
  const form::form_request wanted{json::string_member(*request, "schemaPointer"),
                                  json::string_member(*request, "pointer")};
  auto made = form::make_form(described == nullptr ? nullptr : &described->schema, wanted);
  if (!made) return std::move(made).error();
  return std::move(*made);
}

int32_t load(http_task_instance* instance, const void* bytes, size_t bytes_size, const char* options,
             size_t options_size, http_task_document** document) noexcept {
  const auto text = borrowed(options, options_size);
  if (!text) {
    if (document != nullptr) *document = nullptr;
    return HTTP_TASK_E_ARGUMENT;
  }
  return call(instance, "load", bytes, bytes_size, document,
              [&](catalog::catalog& c, std::string_view b) { return load_api(c, b, *text); });
}

int32_t unload(http_task_instance* instance, const char* api, size_t api_size,
               http_task_document** document) noexcept {
  return call(instance, "unload", api, api_size, document, unload_api);
}

int32_t list(http_task_instance* instance, http_task_document** document) noexcept {
  return call(instance, "list", nullptr, 0, document, [](const catalog::catalog& c, std::string_view) {
    return result<json::value>(catalog::to_json(c.list()));
  });
}

int32_t search(http_task_instance* instance, const char* query, size_t query_size,
               http_task_document** document) noexcept {
  return call(instance, "search", query, query_size, document, find_endpoints);
}

int32_t describe(http_task_instance* instance, const char* endpoint, size_t endpoint_size,
                 http_task_document** document) noexcept {
  return call(instance, "describe", endpoint, endpoint_size, document, describe_endpoint);
}

int32_t prefill(http_task_instance* instance, const char* request, size_t request_size,
                http_task_document** document) noexcept {
  return call(instance, "prefill", request, request_size, document, prefill_settings);
}

int32_t validate(http_task_instance* instance, const char* settings, size_t settings_size,
                 http_task_document** document) noexcept {
  return call(instance, "validate", settings, settings_size, document, validate_settings);
}

int32_t sample(http_task_instance* instance, const char* request, size_t request_size,
               http_task_document** document) noexcept {
  return call(instance, "sample", request, request_size, document, sample_answer);
}

int32_t form(http_task_instance* instance, const char* request, size_t request_size,
             http_task_document** document) noexcept {
  return call(instance, "form", request, request_size, document, form_of_settings);
}

} // namespace

const http_task_catalog_v1 catalog_table = {
    .struct_size = sizeof(http_task_catalog_v1),
    .reserved = 0,
    .load = load,
    .unload = unload,
    .list = list,
    .search = search,
    .describe = describe,
    .prefill = prefill,
    .validate = validate,
    .sample = sample,
    .form = form,
};

} // namespace http_task::abi
