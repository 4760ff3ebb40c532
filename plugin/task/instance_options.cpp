#include "task/instance_options.hpp"

#include "schema/validator.hpp"
#include "json/parse.hpp"
#include "json/pointer.hpp"

#include <charconv>
#include <string>
#include <utility>

namespace http_task::embedded {
extern const std::string_view instance_options_schema;
}

namespace http_task::task {
namespace {

constexpr std::string_view source_name = "options";

problem invalid(std::string detail, std::string pointer) {
  return in_source(make_problem("options.invalid", std::move(detail), std::move(pointer)), source_name);
}

// The schema that documents the options also checks them; what it has accepted needs no second look at types.
std::optional<problem> check(const json::value& options) {
  static const result<schema::validator> validator = [] {
    const result<json::value> schema = json::parse(embedded::instance_options_schema);
    return schema ? schema::compile(*schema) : result<schema::validator>(schema.error());
  }();
  if (!validator) return validator.error();
  const std::vector<schema::violation> violations = validator->check(options);
  if (violations.empty()) return std::nullopt;
  problem p = invalid(violations.front().detail, violations.front().pointer);
  for (const schema::violation& v : violations)
    p.findings.push_back(schema::to_finding(v));
  return p;
}

const json::object& section(const json::object& options, std::string_view name) {
  static const json::object empty;
  const json::object* found = json::object_member(options, name);
  return found ? *found : empty;
}

std::uint64_t integer_or(const json::object& o, std::string_view name, std::uint64_t otherwise) {
  const json::value* found = o.if_contains(name);
  return found ? found->to_number<std::uint64_t>() : otherwise;
}

bool flag(const json::object& o, std::string_view name) {
  const json::value* found = o.if_contains(name);
  return found && found->get_bool();
}

std::vector<std::string> strings(const json::object& o, std::string_view name) {
  std::vector<std::string> list;
  if (const json::array* found = json::array_member(o, name)) {
    for (const json::value& item : *found)
      list.emplace_back(json::view(item.get_string()));
  }
  return list;
}

// HOST1:PORT1:HOST2:PORT2; an IPv6 address stands in brackets. The same text as curl's --connect-to.
std::optional<http::connect_to_rule> parse_connect_to(std::string_view text) {
  const auto take = [&]() -> std::string_view {
    std::size_t end = 0;
    if (text.starts_with('['))
      end = std::min(text.find(']'), text.size() - 1) + 1;
    else
      end = std::min(text.find(':'), text.size());
    std::string_view part = text.substr(0, end);
    text.remove_prefix(end);
    if (text.starts_with(':')) text.remove_prefix(1);
    if (part.starts_with('[') && part.ends_with(']')) part = part.substr(1, part.size() - 2);
    return part;
  };
  const auto port = [](std::string_view digits) -> std::optional<std::uint16_t> {
    std::uint16_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || end != digits.data() + digits.size() || number == 0) return std::nullopt;
    return number;
  };
  http::connect_to_rule rule;
  rule.host = take();
  const std::string_view from = take();
  rule.to_host = take();
  const std::optional<std::uint16_t> to = port(text);
  const std::optional<std::uint16_t> from_port = from.empty() ? std::optional<std::uint16_t>(0) : port(from);
  if (!to || !from_port || rule.to_host.empty()) return std::nullopt;
  rule.port = *from_port;
  rule.to_port = *to;
  return rule;
}

http::named_certificate read_certificate(const json::object& from) {
  http::named_certificate c;
  c.certificate_file = json::string_member(from, "certificateFile");
  c.key_file = json::string_member(from, "keyFile");
  c.passphrase = json::string_member(from, "passphrase");
  c.hosts = strings(from, "hosts");
  return c;
}

bool flag_or(const json::object& from, std::string_view name, bool otherwise) {
  const json::value* found = from.if_contains(name);
  return found ? found->get_bool() : otherwise;
}

http::proxy_options read_proxy(const json::object& from) {
  http::proxy_options p;
  p.url = json::string_member(from, "url");
  p.no_proxy = strings(from, "noProxy");
  p.from_environment = flag_or(from, "fromEnvironment", false);
  p.from_steps = flag_or(from, "fromSteps", p.url.empty() && !p.from_environment);
  return p;
}

} // namespace

result<instance_options> read_instance_options(std::string_view text) {
  instance_options o;
  if (text.empty()) return o;
  const result<json::value> parsed = json::parse(text);
  if (!parsed) return in_source(parsed.error(), source_name);
  if (const std::optional<problem> wrong = check(*parsed)) return *wrong;
  const json::object& options = parsed->get_object();

  const json::object& egress = section(options, "egress");
  o.client.egress.allow = strings(egress, "allow");
  o.client.egress.deny = strings(egress, "deny");
  o.client.egress.only_hosts = strings(egress, "onlyHosts");
  for (const json::value& port :
       json::array_member(egress, "onlyPorts") ? egress.at("onlyPorts").get_array() : json::array())
    o.client.egress.only_ports.push_back(port.to_number<std::uint16_t>());
  o.client.egress.https_only = flag(egress, "httpsOnly");
  o.client.egress.allow_metadata = flag(egress, "allowMetadata");
  for (const auto& [name, addresses] : section(options, "resolve"))
    o.client.resolve[std::string(json::view(name))] = strings(section(options, "resolve"), json::view(name));
  std::size_t index = 0;
  for (const std::string& text_rule : strings(options, "connectTo")) {
    const std::optional<http::connect_to_rule> rule = parse_connect_to(text_rule);
    if (!rule)
      return invalid("Expected HOST1:PORT1:HOST2:PORT2 as curl's --connect-to has it, with IPv6 addresses in "
                     "brackets; found \"" +
                         text_rule + "\".",
                     json::join("/connectTo", index));
    o.client.connect_to.push_back(*rule);
    ++index;
  }
  const json::object& tls = section(options, "tls");
  o.client.tls.ca_file = json::string_member(tls, "caFile");
  o.client.tls.ca_pem = json::string_member(tls, "caPem");
  o.client.tls.crl_file = json::string_member(tls, "crlFile");
  if (json::string_member(tls, "minVersion") == "1.3") o.client.tls.min_version = http::tls_version::v1_3;
  for (const auto& [name, described] : section(tls, "clientCertificates"))
    o.client.tls.client_certificates[std::string(json::view(name))] =
        read_certificate(described.get_object());
  o.client.proxy = read_proxy(section(options, "proxy"));

  if (const json::object* f = json::object_member(options, "files")) {
    result<files::directory> opened =
        files::directory::open(std::string(json::string_member(*f, "directory")));
    if (!opened) return opened.error();
    o.files = *std::move(opened);
  }

  const json::object& limits = section(options, "limits");
  o.max_tasks = integer_or(limits, "tasks", o.max_tasks);
  o.max_response_bytes = integer_or(limits, "responseBytes", o.max_response_bytes);
  o.max_total_timeout = milliseconds(
      integer_or(limits, "totalTimeOut", static_cast<std::uint64_t>(o.max_total_timeout.count())));
  o.client.connections = integer_or(limits, "connections", o.client.connections);
  o.client.connections_per_origin =
      integer_or(limits, "connectionsPerOrigin", o.client.connections_per_origin);
  o.threads = integer_or(options, "threads", o.threads);
  if (const json::value* built_in = section(options, "catalog").if_contains("builtIn"))
    o.built_in_catalog = built_in->get_bool();
  return o;
}

} // namespace http_task::task
