#include "settings/read.hpp"

#include "base/text.hpp"
#include "settings/own_rules.hpp"
#include "settings/own_schema.hpp"
#include "settings/parameters.hpp"
#include "settings/status_codes.hpp"
#include "json/pointer.hpp"

namespace http_task::settings {
namespace {

// The settings were checked before: a member that is there has the type that the schema says, and JSONPaths
// compile.

void read_text(const json::object& from, std::string_view name, std::string& to) {
  if (const json::value* member = from.if_contains(name); member && member->is_string())
    to = json::view(member->get_string());
}

std::vector<parameter> read_parameters(const json::object& from, uri::place in, std::vector<finding>& wrong) {
  std::vector<parameter> parameters;
  const json::object* members = json::object_member(from, group_of(in));
  if (!members) return parameters;
  for (const auto& [key, v] : *members) {
    if (v.is_null() && in != uri::place::path) continue;
    const std::string_view name = json::view(key);
    result<parameter> p = make_parameter(in, name, v, style_entry(from, in, name));
    if (p)
      parameters.push_back(*std::move(p));
    else
      wrong.push_back({json::join(json::join("", group_of(in)), name), with_advice(p.error()), {}, {}});
  }
  return parameters;
}

// An integer of the schema may be written as 3000.0.
template<class Integer>
void read_integer(const json::object& from, std::string_view name, Integer& to) {
  const json::value* member = from.if_contains(name);
  if (!member) return;
  if (const auto* number = member->if_double())
    to = static_cast<Integer>(*number);
  else if (member->is_number())
    to = static_cast<Integer>(member->to_number<std::int64_t>());
}

void read_timeout(const json::object& from, std::string_view name, milliseconds& to) {
  std::int64_t count = to.count();
  read_integer(from, name, count);
  to = milliseconds(count);
}

authentication read_authentication(const json::object& from) {
  const json::object* o = json::object_member(from, "authentication");
  if (!o) return {};
  const auto text = [&](std::string_view name) { return std::string(json::string_member(*o, name)); };
  const std::string type = text("type");
  if (type == "bearer") return bearer_authentication{text("token")};
  if (type == "basic") return basic_authentication{text("username"), text("password")};
  using place = api_key_authentication::place;
  const std::string in = text("in");
  return api_key_authentication{in == "query"    ? place::query
                                : in == "cookie" ? place::cookie
                                                 : place::header,
                                text("name"), text("value")};
}

void read_filters(const json::object& from, request_settings& to) {
  if (const json::object* filter = json::object_member(from, "outputFilter")) {
    for (const auto& [name, query] : *filter)
      to.output_filter.emplace_back(std::string(json::view(name)),
                                    json::path_query::compile(json::view(query.get_string())).value());
  }
  std::string condition;
  read_text(from, "successCondition", condition);
  if (!condition.empty())
    to.success_condition = success_condition{condition, json::path_condition::compile(condition).value()};
}

tls_settings read_tls(const json::object& from) {
  tls_settings t;
  const json::object* tls = json::object_member(from, "tls");
  if (!tls) return t;
  if (const json::value* verify = tls->if_contains("verify")) t.verify = verify->get_bool();
  t.only_1_3 = json::string_member(*tls, "minVersion") == "1.3";
  read_text(*tls, "ca", t.ca);
  read_text(*tls, "clientCertificate", t.client_certificate.name);
  if (const json::object* own = json::object_member(*tls, "clientCertificate")) {
    read_text(*own, "certificate", t.client_certificate.certificate);
    read_text(*own, "key", t.client_certificate.key);
    read_text(*own, "passphrase", t.client_certificate.passphrase);
  }
  return t;
}

proxy_settings read_proxy(const json::object& from) {
  proxy_settings p;
  const json::object* proxy = json::object_member(from, "proxy");
  if (!proxy) return p;
  read_text(*proxy, "url", p.url);
  if (const json::array* hosts = json::array_member(*proxy, "noProxy"))
    for (const json::value& host : *hosts)
      p.no_proxy.emplace_back(json::view(host.get_string()));
  return p;
}

std::vector<status_range> read_statuses(const json::array& from) {
  std::vector<status_range> statuses;
  for (const json::value& status : from)
    statuses.push_back(parse_status(status).value_or(status_range{}));
  return statuses;
}

retry read_retry(const json::object& from) {
  retry r;
  const json::object* given = json::object_member(from, "retry");
  if (!given) return r;
  read_integer(*given, "maxAttempts", r.max_attempts);
  read_timeout(*given, "initialDelay", r.initial_delay);
  read_timeout(*given, "maxDelay", r.max_delay);
  read_timeout(*given, "maxRetryAfter", r.max_retry_after);
  if (const json::value* rate = given->if_contains("backoffRate")) r.backoff_rate = rate->to_number<double>();
  r.jitter = json::string_member(*given, "jitter") != "NONE";
  if (const json::array* statuses = json::array_member(*given, "statusCodes"))
    r.statuses = read_statuses(*statuses);
  if (const json::value* unsafe = given->if_contains("unsafe")) r.unsafe = unsafe->get_bool();
  return r;
}

request_settings extract(const json::object& from, std::vector<finding>& wrong) {
  request_settings s;
  if (const json::object* endpoint = json::object_member(from, "endpoint")) {
    read_text(*endpoint, "id", s.endpoint_id);
    read_text(*endpoint, "digest", s.endpoint_digest);
  }
  read_text(from, "uri", s.uri);
  read_text(from, "method", s.method);
  s.method = sent_method(s.method);
  s.path_parameters = read_parameters(from, uri::place::path, wrong);
  s.query_parameters = read_parameters(from, uri::place::query, wrong);
  s.headers = read_parameters(from, uri::place::header, wrong);
  s.cookies = read_parameters(from, uri::place::cookie, wrong);
  read_text(from, "accept", s.accept);
  read_text(from, "contentType", s.content_type);
  if (const json::value* body = from.if_contains("body"); body && !body->is_null()) s.body = *body;
  s.gzip_body = json::string_member(from, "contentEncoding") == "gzip";
  if (const json::value* waits = from.if_contains("expectContinue")) s.expect_continue = waits->get_bool();
  read_text(from, "bodyFile", s.body_file);
  read_text(from, "outputFile", s.output_file);
  s.authentication = read_authentication(from);

  read_timeout(from, "totalTimeOut", s.total_timeout);
  read_timeout(from, "connectionTimeOut", s.connection_timeout);
  read_timeout(from, "readTimeOut", s.read_timeout);
  // Conductor: 0 is no timeout of its own.
  for (milliseconds* timeout : {&s.connection_timeout, &s.read_timeout}) {
    if (timeout->count() == 0) *timeout = s.total_timeout;
  }
  read_integer(from, "maxResponseBytes", s.max_response_bytes);
  if (const json::array* statuses = json::array_member(from, "acceptedStatusCodes"))
    s.accepted_statuses = read_statuses(*statuses);
  read_filters(from, s);
  if (const json::object* limit = json::object_member(from, "rateLimit")) {
    rate_limit r;
    read_integer(*limit, "requests", r.requests);
    if (const json::value* seconds = limit->if_contains("perSeconds"))
      r.per_seconds = seconds->to_number<double>();
    s.rate_limit = r;
  }
  if (const json::object* redirect = json::object_member(from, "redirect")) {
    read_integer(*redirect, "maxRedirects", s.max_redirects);
    if (const json::value* follow = redirect->if_contains("follow"); follow && !follow->get_bool())
      s.max_redirects = 0;
  }
  s.retry = read_retry(from);
  s.tls = read_tls(from);
  s.proxy = read_proxy(from);
  return s;
}

problem invalid(std::vector<finding> findings) {
  problem p = make_problem("settings.invalid", findings.front().detail, findings.front().pointer);
  if (findings.size() > 1) p.detail += " (" + std::to_string(findings.size() - 1) + " more)";
  p.findings = std::move(findings);
  return in_source(std::move(p), "settings");
}

} // namespace

result<located> unwrap(const json::value& document) {
  const json::object* o = document.if_object();
  if (!o) {
    problem p = make_problem("settings.invalid", "Expected an object with the settings of a request, found " +
                                                     std::string(json::kind_name(document)) + ".");
    return in_source(std::move(p), "settings");
  }
  const json::value* inner = o->if_contains("http_request");
  if (!inner) return located{&document, ""};
  if (!inner->is_object()) {
    problem p = make_problem("settings.invalid",
                             "Expected an object, found " + std::string(json::kind_name(*inner)) + ".",
                             "/http_request");
    return in_source(std::move(p), "settings");
  }
  return located{inner, "/http_request"};
}

result<request_settings> read(const json::value& document) {
  const result<located> where = unwrap(document);
  if (!where) return where.error();
  report found = check_own_rules(document, *where, stage::resolved);
  if (!found.valid()) return invalid(std::move(found.errors));
  std::vector<finding> wrong;
  request_settings s = extract(where->settings->get_object(), wrong);
  s.pointer = where->pointer;
  for (finding& f : wrong)
    f.pointer.insert(0, where->pointer);
  if (!wrong.empty()) return invalid(std::move(wrong));
  return s;
}

} // namespace http_task::settings
