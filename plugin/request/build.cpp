#include "request/build.hpp"

#include "coding/gzip.hpp"
#include "request/authentication.hpp"
#include "request/body.hpp"
#include "request/headers.hpp"
#include "request/parameter.hpp"
#include "uri/http_url.hpp"
#include "uri/url_template.hpp"
#include "json/pointer.hpp"

namespace http_task::request {
namespace {

result<std::string> fill_url(const settings::request_settings& settings) {
  const result<uri::url_template> uri = uri::url_template::parse(settings.uri);
  if (!uri) return below(uri.error(), "/uri");
  std::vector<uri::path_parameter> parameters;
  for (const settings::parameter& p : settings.path_parameters)
    parameters.push_back({p.name, &p.value, p.style});
  result<std::string> filled = uri->fill(parameters);
  if (!filled) {
    problem p = std::move(filled).error();
    p.pointer = p.pointer.empty() ? "/uri" : json::join("/pathParameters", p.pointer);
    return p;
  }
  return filled;
}

result<uri::http_url> build_url(const settings::request_settings& settings) {
  const result<std::string> filled = fill_url(settings);
  if (!filled) return filled.error();
  result<uri::http_url> url = uri::parse_http_url(*filled);
  if (!url) return below(std::move(url).error(), "/uri");
  for (const settings::parameter& p : settings.query_parameters) {
    const result<std::string> pairs = write_parameter(uri::place::query, p);
    if (!pairs) return pairs.error();
    uri::append_query(url->target, *pairs);
  }
  return url;
}

result<std::unique_ptr<message::body_sink>> open_output(const std::string& path,
                                                        const files::directory* files) {
  if (!files)
    return make_problem("input.path", "The options of the instance open no directory for files.",
                        "/outputFile");
  auto opened = files->write(path);
  if (!opened) return below(opened.error(), "/outputFile");
  return opened;
}

std::optional<problem> encode_body(const settings::request_settings& settings, message::request& r) {
  if (!settings.gzip_body || !r.has_body()) return std::nullopt;
  if (r.headers.contains("Content-Encoding"))
    return make_problem("input.conflict", "headers has the field Content-Encoding too; keep one of the two.",
                        "/contentEncoding");
  r.headers.add("Content-Encoding", "gzip");
  if (r.source)
    r.source = coding::to_gzip(std::move(r.source));
  else
    r.body = coding::to_gzip(*r.body);
  return std::nullopt;
}

result<prepared> build_below(const settings::request_settings& settings, body given, redactor& secrets,
                             const files::directory* files) {
  add_credentials(settings.authentication, secrets);
  add_credentials(settings.tls, settings.proxy, secrets);
  result<uri::http_url> url = build_url(settings);
  if (!url) return std::move(url).error();
  prepared out;
  out.message.method = settings.method;
  out.message.origin = {url->scheme, url->host, url->port};
  out.message.target = std::move(url->target);

  result<message::fields> headers = build_headers(settings);
  if (!headers) return std::move(headers).error();
  out.message.headers = *std::move(headers);

  result<body> content = build_body(settings, out.message.headers, std::move(given), files);
  if (!content) return std::move(content).error();
  if (!content->content_type.empty()) out.message.headers.set("Content-Type", content->content_type);
  out.message.body = std::move(content->bytes);
  out.message.source = std::move(content->source);
  if (std::optional<problem> p = encode_body(settings, out.message)) return *std::move(p);
  add_default_headers(settings, out.message.has_body(), out.message.headers);

  if (std::optional<problem> p = authenticate(settings, out.message)) return *std::move(p);
  // A secret that a step puts into a field by hand is a credential as well.
  for (const message::field& f : out.message.headers) {
    if (secrets.contains_secret(f.value)) out.message.credentials.push_back(f.name);
  }
  if (!settings.output_file.empty()) {
    result<std::unique_ptr<message::body_sink>> output = open_output(settings.output_file, files);
    if (!output) return output.error();
    out.output = *std::move(output);
  }
  return out;
}

} // namespace

result<prepared> build(const settings::request_settings& settings, body given, redactor& secrets,
                       const files::directory* files) {
  result<prepared> built = build_below(settings, std::move(given), secrets, files);
  if (!built) return in_source(below(std::move(built).error(), settings.pointer), "settings");
  return built;
}

} // namespace http_task::request
