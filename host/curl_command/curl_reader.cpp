#include "curl_command/curl_reader.hpp"

#include "curl_command/curl_text.hpp"
#include "render/html_text.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace http_task::host {
namespace {

constexpr double longest_time = 86'400; // seconds, as settings have it

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
    text.remove_prefix(1);
  while (!text.empty() &&
         (text.back() == ' ' || text.back() == '\t' || text.back() == '\r' || text.back() == '\n'))
    text.remove_suffix(1);
  return text;
}

} // namespace

void curl_reader::warn(std::string_view option, std::string detail) {
  out_.warnings.push_back({std::string(option), std::move(detail)});
}

const std::string* curl_reader::header(std::string_view name) const {
  const auto found =
      std::ranges::find_if(headers_, [name](const auto& h) { return lower_case(h.first) == name; });
  return found != headers_.end() ? &found->second : nullptr;
}

// Only the data of a body may be other bytes than text, as curl_body says when it sees them.
curl_argument curl_reader::as_text(const curl_argument& argument) {
  using enum curl_role;
  const bool is_data = argument.option != nullptr &&
                       (argument.option->role == data || argument.option->role == data_raw ||
                        argument.option->role == data_binary || argument.option->role == data_urlencode);
  if (is_data || is_utf8(argument.value)) return argument;
  warn(argument.written, "Bytes that are no UTF-8 cannot stand in settings.");
  return {argument.option, argument.written, without_controls(argument.value)};
}

std::optional<double> curl_reader::number(const curl_argument& a) {
  double n = 0;
  const char* end = a.value.data() + a.value.size();
  const auto read = std::from_chars(a.value.data(), end, n);
  if (read.ec == std::errc() && read.ptr == end && n >= 0 && std::isfinite(n)) return n;
  warn(a.written, "Expected a number; found \"" + as_setting(a.value) + "\".");
  return {};
}

void curl_reader::take_time(std::string_view member, const curl_argument& a) {
  const std::optional<double> seconds = number(a);
  // For curl none is no limit; settings always have one.
  if (!seconds || *seconds == 0) return;
  const double bounded = std::min(*seconds, longest_time);
  others_[member] = std::max<std::int64_t>(1, std::llround(bounded * 1000));
}

void curl_reader::take_retry(const curl_argument& a) {
  const std::optional<double> n = number(a);
  if (!n) return;
  if (a.option->role == curl_role::retry) {
    if (*n >= 1) retry_["maxAttempts"] = static_cast<std::int64_t>(std::min(*n, 99.0)) + 1;
  } else if (*n > 0) {
    retry_["initialDelay"] = static_cast<std::int64_t>(std::min(*n, longest_time) * 1000);
    retry_["backoffRate"] = 1;
    retry_["jitter"] = "NONE";
  }
}

void curl_reader::take_certificate(const curl_argument& a) {
  json::object* own = tls_.if_contains("clientCertificate") != nullptr
                          ? tls_["clientCertificate"].if_object()
                          : &(tls_["clientCertificate"] = json::object{}).get_object();
  const std::string file = as_setting(a.value);
  const auto put = [&](std::string_view member, std::string_view secret) {
    (*own)[member] = "${secrets." + std::string(secret) + "}";
    warn(a.written,
         "The text of the file " + file + " is what ${secrets." + std::string(secret) + "} has to be.");
  };
  if (a.option->role == curl_role::certificate)
    put("certificate", "CLIENT_CERTIFICATE");
  else if (a.option->role == curl_role::key)
    put("key", "CLIENT_KEY");
  else
    (*own)["passphrase"] = "${secrets.CLIENT_KEY_PASSPHRASE}";
  if (a.option->role == curl_role::passphrase) out_.secrets.emplace_back("CLIENT_KEY_PASSPHRASE", a.value);
}

// "Name: value", "Name;" for an empty one, "Name:" for none at all.
void curl_reader::take_header(std::string_view text, std::string_view written) {
  if (text.starts_with('@'))
    return warn(written,
                "The header fields in the file " + std::string(text.substr(1)) + " would have been sent.");
  const std::size_t colon = text.find(':', text.starts_with(':') ? 1 : 0);
  if (colon == std::string_view::npos) {
    if (text.ends_with(';'))
      headers_.emplace_back(trimmed(text.substr(0, text.size() - 1)), "");
    else
      warn(written, "\"" + as_setting(text) + "\" is no header field: it has no colon.");
    return;
  }
  const std::string name(trimmed(text.substr(0, colon)));
  const std::string_view value = trimmed(text.substr(colon + 1));
  if (name.starts_with(':'))
    return warn(written, name + " belongs to HTTP/2, and the client writes it by itself.");
  if (value.empty())
    removed_.push_back(lower_case(name));
  else
    headers_.emplace_back(name, value);
}

bool curl_reader::take(const curl_argument& argument) {
  const curl_argument a = as_text(argument);
  if (a.option == nullptr) {
    urls_.push_back(a.value);
    return true;
  }
  if (!a.option->note.empty()) warn(a.written, "It " + std::string(a.option->note) + ".");
  switch (a.option->role) {
  case curl_role::url: urls_.push_back(a.value); break;
  case curl_role::method: method_ = a.value; break;
  case curl_role::header: take_header(a.value, a.written); break;
  case curl_role::data: body_.add_data(a.value, a.written, true, false); break;
  case curl_role::data_raw: body_.add_data(a.value, a.written, false, true); break;
  case curl_role::data_binary: body_.add_data(a.value, a.written, true, true); break;
  case curl_role::data_urlencode: body_.add_urlencoded(a.value, a.written); break;
  case curl_role::json: body_.add_json(a.value, a.written); break;
  case curl_role::form: body_.add_form(a.value, a.written, false); break;
  case curl_role::form_string: body_.add_form(a.value, a.written, true); break;
  case curl_role::upload: body_.add_file(a.value, a.written); break;
  case curl_role::user: user_ = a.value; break;
  case curl_role::bearer: bearer_ = a.value; break;
  case curl_role::insecure: tls_["verify"] = false; break;
  case curl_role::location: follow_ = true; break;
  case curl_role::max_redirects:
    if (a.value == "-1")
      max_redirects_ = 50;
    else if (const auto n = number(a))
      max_redirects_ = static_cast<std::int64_t>(std::min(*n, 50.0));
    break;
  case curl_role::redirect_protocols:
    if (a.value != "=https" && a.value != "=http,https" && a.value != "=https,http")
      warn(a.written, "Redirects are followed to http and https, never from https to http.");
    break;
  case curl_role::get: get_ = true; break;
  case curl_role::head: head_ = true; break;
  case curl_role::user_agent: headers_.emplace_back("User-Agent", a.value); break;
  case curl_role::referer:
    if (a.value.ends_with(";auto"))
      warn(a.written, "The field Referer is not set when redirects are followed.");
    if (const std::string url = a.value.substr(0, a.value.find(";auto")); !url.empty())
      headers_.emplace_back("Referer", url);
    break;
  case curl_role::cookie:
    if (a.value.find('=') == std::string::npos)
      warn(a.written, "The cookies in the file " + as_setting(a.value) + " would have been sent.");
    else
      cookies_ += (cookies_.empty() ? "" : "; ") + a.value;
    break;
  case curl_role::proxy: proxy_ = a.value; break;
  case curl_role::socks5: proxy_ = "socks5://" + a.value; break;
  case curl_role::socks5_hostname: proxy_ = "socks5h://" + a.value; break;
  case curl_role::proxy_user: proxy_user_ = a.value; break;
  case curl_role::no_proxy: no_proxy_ = a.value; break;
  case curl_role::total_time: take_time("totalTimeOut", a); break;
  case curl_role::connect_time: take_time("connectionTimeOut", a); break;
  case curl_role::ca:
    warn(a.written, "Only the authorities in " + as_setting(a.value) +
                        " would have been trusted; tls.ca takes their text.");
    break;
  case curl_role::certificate:
  case curl_role::key:
  case curl_role::passphrase: take_certificate(a); break;
  case curl_role::tls_1_2: tls_["minVersion"] = "1.2"; break;
  case curl_role::tls_1_3: tls_["minVersion"] = "1.3"; break;
  case curl_role::range: headers_.emplace_back("Range", "bytes=" + a.value); break;
  case curl_role::retry:
  case curl_role::retry_delay: take_retry(a); break;
  case curl_role::max_size:
    if (const auto n = number(a); n && *n > 0)
      others_["maxResponseBytes"] = static_cast<std::int64_t>(std::min(*n, 1e12));
    break;
  case curl_role::output:
    if (a.value == "-" || a.value == "/dev/null" || a.value == "NUL" || a.value == "nul") break;
    if (a.value.starts_with('/') || a.value.find("..") != std::string::npos) {
      warn(a.written, "The body would have been written to " + as_setting(a.value) +
                          "; outputFile lies below the directory that the host opens (--files).");
    } else {
      others_["outputFile"] = as_setting(a.value);
    }
    break;
  case curl_role::glob_off: globs_ = false; break;
  case curl_role::url_query: url_query_ += (url_query_.empty() ? "" : "&") + a.value; break;
  case curl_role::next: warn(a.written, "What follows is another request; it is left out."); return false;
  case curl_role::same:
  case curl_role::dropped: break;
  }
  return true;
}

} // namespace http_task::host
