#include "description/openapi_facts.hpp"

#include "description/api_id.hpp"
#include "description/display_text.hpp"
#include "description/swagger.hpp"

#include <array>

namespace http_task::description {
namespace {

constexpr std::size_t longest_title = 200;

const json::array* array_at(const document& source, std::string_view pointer) {
  const json::value* v = source.find(pointer);
  return v ? v->if_array() : nullptr;
}

void check_dialect(const document& source, warning_list& warnings) {
  constexpr auto known = std::to_array<std::string_view>(
      {"https://spec.openapis.org/oas/3.", "https://json-schema.org/draft/2020-12/",
       "https://json-schema.org/draft/2019-09/", "http://json-schema.org/draft-0"});
  const json::value* dialect = source.find("/jsonSchemaDialect");
  if (!dialect) return;
  const std::string_view uri = dialect->is_string() ? json::view(dialect->get_string()) : std::string_view{};
  for (const std::string_view start : known)
    if (uri.starts_with(start)) return;
  warnings.add("/jsonSchemaDialect",
               "The dialect \"" + single_line(uri, 200) + "\" is unknown; schemas are read as 2020-12.");
}

// What an API calls is no request of ours.
void leave_out_webhooks(const document& source, warning_list& warnings) {
  const json::value* webhooks = source.find("/webhooks");
  const json::object* o = webhooks ? webhooks->if_object() : nullptr;
  if (!o) return;
  for (const auto& member : *o)
    warnings.add(json::join("/webhooks", json::view(member.key())),
                 "The webhook \"" + single_line(json::view(member.key()), 200) +
                     "\" is called by the API, not by us; left out.");
}

} // namespace

result<document_facts> read_facts(const document& source, const read_options& options,
                                  warning_list& warnings) {
  document_facts facts;
  const std::optional<openapi_version> version = version_of(source);
  if (!version)
    return make_problem(
        "description.invalid",
        "The document does not say which version of OpenAPI it is for (\"openapi\": \"3.1.0\" "
        "or \"swagger\": \"2.0\").",
        "/openapi");
  facts.version = *version;
  if (facts.version == openapi_version::v2_0) {
    facts.servers = swagger_servers(source, nullptr);
    facts.servers_pointer = source.find("/host") ? "/host" : "";
    facts.consumes = media_types(array_at(source, "/consumes"));
    facts.produces = media_types(array_at(source, "/produces"));
  } else {
    facts.servers = read_servers(array_at(source, "/servers"), trail("/servers"), warnings);
    facts.servers_pointer = array_at(source, "/servers") ? "/servers/0" : "";
  }
  if (!is_absolute(facts.servers.front().url))
    warnings.add(facts.version == openapi_version::v2_0 ? "/host" : "/servers",
                 "The document does not say where the API is: the uri of each endpoint has "
                 "to be completed by hand.");
  const json::value* info = source.find("/info");
  const json::object* o = info ? info->if_object() : nullptr;
  facts.title = o ? single_line(json::string_member(*o, "title"), longest_title) : std::string();
  facts.api_version = single_line(version_text(source.find("/info/version")), longest_title);
  result<std::string> id = choose_api_id(options.api, host_of(facts.servers.front().url), facts.title);
  if (!id) return id.error();
  facts.api = std::move(*id);
  if (facts.title.empty()) facts.title = facts.api;
  facts.source = options.source;
  facts.security = read_security(source, facts.version, array_at(source, "/security"), facts.api,
                                 trail("/security"), warnings);
  check_dialect(source, warnings);
  leave_out_webhooks(source, warnings);
  return facts;
}

} // namespace http_task::description
