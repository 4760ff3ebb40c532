#include "request/curl.hpp"

#include "base/text.hpp"
#include "coding/decoder.hpp"

namespace http_task::request {
namespace {

constexpr std::size_t longest_inline_body = 16'384;

// POSIX shell, section 2.2.2: nothing has a meaning between single quotes but the quote itself.
std::string quote(std::string_view text) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:=@%+,";
  if (!text.empty() && text.find_first_not_of(plain) == std::string_view::npos) return std::string(text);
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'')
      quoted += "'\\''";
    else
      quoted += c;
  }
  return quoted + "'";
}

std::string seconds(milliseconds time) {
  std::string text = std::to_string(time.count() / 1000);
  if (const auto rest = time.count() % 1000; rest != 0) text += "." + std::to_string(1000 + rest).substr(1);
  return text;
}

class command_line {
public:
  explicit command_line(const redactor& secrets) : secrets_(secrets) {}

  void option(std::string_view name) { text_ += " --" + std::string(name); }
  void option(std::string_view name, std::string_view value) {
    option(name);
    text_ += " " + quote(secrets_.redact(value));
  }
  void argument(std::string_view value) { text_ += " " + quote(secrets_.redact(value)); }

  [[nodiscard]] std::string take() { return std::move(text_); }

private:
  const redactor& secrets_;
  std::string text_ = "curl";
};

// A field that is a credential by its place is masked also where its value is too short to be searched for.
std::string shown_value(const message::field& f, const settings::request_settings& settings) {
  const auto* key = std::get_if<settings::api_key_authentication>(&settings.authentication);
  if (key && key->in == settings::api_key_authentication::place::header && iequals(key->name, f.name))
    return std::string(redactor::mask);
  if (!iequals(f.name, "authorization")) return f.value;
  const std::size_t blank = f.value.find(' ');
  return (blank == std::string::npos ? std::string{} : f.value.substr(0, blank + 1)) +
         std::string(redactor::mask);
}

// Certificates and keys stand in files that are not there, as a large body does.
void add_tls(const settings::tls_settings& tls, command_line& line) {
  if (!tls.verify) line.option("insecure");
  if (tls.only_1_3) line.option("tlsv1.3");
  if (!tls.ca.empty()) line.option("cacert", "ca.pem");
  const settings::client_certificate& own = tls.client_certificate;
  if (!own.name.empty() || !own.certificate.empty()) line.option("cert", "client.pem");
  if (!own.key.empty()) line.option("key", "client.key");
  if (!own.passphrase.empty()) line.option("pass", redactor::mask);
}

std::string shown_proxy(std::string_view url) {
  const std::size_t at = url.rfind('@');
  if (at == std::string_view::npos) return std::string(url);
  const std::size_t scheme = url.find("://");
  return std::string(url.substr(0, scheme == std::string_view::npos ? 0 : scheme + 3)) +
         std::string(redactor::mask) + std::string(url.substr(at));
}

std::string joined(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& item : list)
    text += (text.empty() ? "" : ",") + item;
  return text;
}

} // namespace

std::string to_curl(const message::request& request, const settings::request_settings& settings,
                    const redactor& secrets) {
  command_line line(secrets);
  if (request.method == "HEAD")
    line.option("head");
  else if (request.method != "GET" || request.has_body())
    line.option("request", request.method);
  const std::string url = message::to_url(request);
  if (url.find_first_of("[]{}") != std::string::npos) line.option("globoff");
  if (request.target.find("/.") != std::string::npos) line.option("path-as-is");
  line.argument(url);

  const std::string* codings = request.headers.find("Accept-Encoding");
  const bool compressed = codings && *codings == coding::accepted;
  if (compressed) line.option("compressed");
  for (const message::field& f : request.headers) {
    if (compressed && iequals(f.name, "Accept-Encoding")) continue;
    // curl takes "Name:" as the wish to send none, "Name;" as an empty one.
    const std::string value = shown_value(f, settings);
    line.option("header", value.empty() ? f.name + ";" : f.name + ": " + value);
  }
  if (request.has_body()) {
    if (!request.headers.contains("Content-Type")) line.option("header", "Content-Type:");
    const bool is_text =
        request.body && is_utf8(*request.body) && request.body->find('\0') == std::string::npos;
    if (is_text && request.body->size() <= longest_inline_body)
      line.option("data-raw", *request.body);
    else
      line.option("data-binary", settings.body_file.empty() ? "@body.bin" : "@" + settings.body_file);
  }
  if (!settings.output_file.empty()) line.option("output", settings.output_file);
  line.option("connect-timeout", seconds(settings.connection_timeout));
  line.option("max-time", seconds(settings.total_timeout));
  // With --request curl would keep a method that a redirect has to change.
  if (settings.max_redirects > 0 && (request.method == "GET" || request.method == "HEAD") &&
      !request.has_body()) {
    line.option("location");
    line.option("max-redirs", std::to_string(settings.max_redirects));
    line.option("proto-redir", request.origin.scheme == "https" ? "=https" : "=http,https");
  }
  add_tls(settings.tls, line);
  if (!settings.proxy.url.empty()) {
    line.option("proxy", shown_proxy(settings.proxy.url));
    if (!settings.proxy.no_proxy.empty()) line.option("noproxy", joined(settings.proxy.no_proxy));
  }
  return line.take();
}

} // namespace http_task::request
