// What was gathered of a pasted command, put into settings in the order in which people read a request.
#include "curl_command/curl_reader.hpp"
#include "curl_command/curl_text.hpp"
#include "curl_command/shell_words.hpp"
#include "render/html_text.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <array>

namespace http_task::host {
namespace {

// What the client writes by itself, or what concerns one connection alone.
constexpr auto of_the_client = std::to_array<std::string_view>(
    {"host", "content-length", "transfer-encoding", "connection", "keep-alive", "proxy-connection", "te",
     "trailer", "upgrade", "expect", "http2-settings"});
// Of these, those that a copy of any request has.
constexpr auto usual = std::to_array<std::string_view>({"content-length", "connection", "keep-alive", "te"});

// Accept-Encoding that asks for nothing but what the client asks for and undoes.
bool is_own_coding(std::string_view value) {
  return lower_case(value).find_first_not_of("gzip deflate,br,zstd") == std::string::npos &&
         value.find("identity") == std::string_view::npos;
}

bool contains(const auto& list, std::string_view value) {
  return std::ranges::find(list, value) != list.end();
}

void add_header(json::object& headers, std::string_view name, std::string value) {
  for (auto& member : headers) {
    if (lower_case(view(member.key())) != lower_case(name)) continue;
    if (member.value().is_array())
      member.value().get_array().emplace_back(std::move(value));
    else
      member.value() = json::array{member.value(), json::value(std::move(value))};
    return;
  }
  headers.emplace(name, std::move(value));
}

} // namespace

std::string curl_reader::keep(std::string_view option, std::string_view name, std::string_view value) {
  const std::string text = is_utf8(value) ? as_setting(value) : without_controls(value);
  const std::string reference = secrets_->keep(name, text);
  const bool has_value =
      value != "***" && !value.empty() && value.find(variable_begin) == std::string_view::npos;
  warn(option, "A credential; the settings refer to it as " + reference +
                   (has_value ? "." : ", whose value the command does not say."));
  return reference;
}

result<std::string> curl_reader::chosen_url() {
  if (urls_.empty()) return make_problem("input.invalid", "The command has no URL.", "Paste it as a whole.");
  const auto is_url = [](const std::string& u) { return u.find("://") != std::string::npos; };
  const auto chosen = std::ranges::find_if(urls_, is_url);
  const std::string url = chosen != urls_.end() ? *chosen : urls_.front();
  bool first = true;
  for (const std::string& other : urls_) {
    if (other == url && std::exchange(first, false)) continue;
    warn(as_setting(other), "A further URL; one step makes one request.");
  }
  return url;
}

std::string curl_reader::method() const {
  if (!method_.empty()) return as_setting(method_);
  if (head_) return "HEAD";
  if (get_) return "GET";
  if (body_.is_upload()) return "PUT";
  return body_.present() ? "POST" : "GET";
}

void curl_reader::put_url(curl_url url, json::object& settings) {
  const auto add = [&url](std::string_view more) {
    if (!more.empty()) url.query += (url.query.empty() ? "" : "&") + std::string(more);
  };
  if (get_) add(encoded_url_part(body_.data()));
  add(encoded_url_part(url_query_));
  const auto list = read_pairs(url.query, false);
  std::string uri = as_setting(url.scheme_and_host + url.path);
  if (!list) {
    // To the letter, but for credentials.
    std::string query;
    for (std::size_t from = 0; from <= url.query.size();) {
      const std::size_t end = std::min(url.query.find('&', from), url.query.size());
      const std::string pair = url.query.substr(from, end - from);
      const std::size_t equals = std::min(pair.find('='), pair.size());
      const std::string name = percent_decoded(pair.substr(0, equals));
      const bool secret = is_secret_parameter(name) && equals + 1 < pair.size();
      query += (from == 0 ? "" : "&") + as_setting(pair.substr(0, equals)) +
               (secret ? "=" + keep(name, name, pair.substr(equals + 1)) : as_setting(pair.substr(equals)));
      from = end + 1;
    }
    uri += "?" + query;
  }
  settings["uri"] = uri;
  if (!list || list->empty()) return;
  json::object parameters = as_object(*list);
  for (auto& member : parameters) {
    json::value& v = member.value();
    const std::string_view name = view(member.key());
    if (v.is_string() && !v.get_string().empty() && is_secret_parameter(name))
      v = keep(name, name, view(v.get_string()));
  }
  settings["queryParameters"] = std::move(parameters);
}

// Bearer and Basic are what `authentication` says; the field stays for any other scheme.
void curl_reader::put_authorization(std::string_view value, json::object& headers) {
  const std::size_t blank = value.find(' ');
  const std::string scheme = lower_case(value.substr(0, blank));
  const std::string_view rest =
      blank == std::string_view::npos ? std::string_view() : value.substr(blank + 1);
  if (scheme == "bearer" && !rest.empty()) {
    authentication_ = {{"type", "bearer"}, {"token", keep("Authorization", "API_KEY", rest)}};
    return;
  }
  if (scheme == "basic" && !rest.empty()) {
    const std::string both = rest == "***" ? "***:***" : base64_decoded(rest);
    const std::size_t colon = both.find(':');
    if (colon != std::string::npos) {
      authentication_ = {{"type", "basic"},
                         {"username", keep("Authorization", "USERNAME", both.substr(0, colon))},
                         {"password", keep("Authorization", "PASSWORD", both.substr(colon + 1))}};
      return;
    }
  }
  const bool has_scheme = !rest.empty() && value.find(' ', blank + 1) == std::string_view::npos;
  const std::string_view secret = has_scheme ? rest : value;
  const std::string_view before = has_scheme ? value.substr(0, blank + 1) : std::string_view();
  add_header(headers, "Authorization", std::string(before) + keep("Authorization", "AUTHORIZATION", secret));
}

void curl_reader::put_headers(json::object& settings) {
  json::object headers;
  for (const auto& [name, value] : headers_) {
    const std::string lower = lower_case(name);
    if (contains(of_the_client, lower)) {
      if (!contains(usual, lower))
        warn(name,
             "The client writes this header field by itself; \"" + as_setting(value) + "\" is left out.");
    } else if (lower == "accept-encoding" && is_own_coding(value)) {
      continue;
    } else if (lower == "authorization") {
      put_authorization(value, headers);
    } else if (lower == "cookie") {
      cookies_ += (cookies_.empty() ? "" : "; ") + value;
    } else if (is_secret_name(name) && !value.empty()) {
      add_header(headers, name, keep(name, name, value));
    } else {
      add_header(headers, name, as_setting(value));
    }
  }
  if (!cookies_.empty()) add_header(headers, "Cookie", keep("Cookie", "COOKIE", cookies_));
  if (!headers.empty()) settings["headers"] = std::move(headers);
}

void curl_reader::put_content(json::object& settings) {
  const std::string* accept = header("accept");
  if (contains(removed_, "accept"))
    settings["accept"] = "";
  else if (accept == nullptr)
    settings["accept"] = body_.is_json() ? "application/json" : "*/*";
  if (!body_.present() || get_) return;
  const std::string* given = header("content-type");
  std::string type = given != nullptr ? *given : "application/x-www-form-urlencoded";
  if (given == nullptr) {
    if (body_.is_json()) type = "application/json";
    if (body_.is_form()) type = "multipart/form-data";
    if (body_.is_upload() || contains(removed_, "content-type")) type = "";
    settings["contentType"] = type;
  }
  body_.put(settings, type, *secrets_);
}

void curl_reader::put_authentication(json::object& settings) {
  if (bearer_ && authentication_.empty())
    authentication_ = {{"type", "bearer"}, {"token", keep("--oauth2-bearer", "API_KEY", *bearer_)}};
  const json::object* headers = object_of(settings, "headers");
  const bool by_hand =
      headers != nullptr && headers->contains("Authorization"); // which is what curl would send
  if (user_ && authentication_.empty() && !by_hand) {
    const std::size_t colon = std::min(user_->find(':'), user_->size());
    const std::string password = colon < user_->size() ? user_->substr(colon + 1) : std::string();
    // "key:" is how keys are given to APIs that take them as the name of a user.
    const bool empty = colon < user_->size() && password.empty();
    authentication_ = {{"type", "basic"},
                       {"username", keep("-u", "USERNAME", user_->substr(0, colon))},
                       {"password", empty ? "" : keep("-u", "PASSWORD", password)}};
  }
  if (!authentication_.empty()) settings["authentication"] = authentication_;
}

void curl_reader::put_redirect(json::object& settings) {
  constexpr std::int64_t usually = 10;
  if (!follow_)
    settings["redirect"] = json::object{{"follow", false}};
  else if (max_redirects_ && *max_redirects_ != usually)
    settings["redirect"] = json::object{{"maxRedirects", *max_redirects_}};
}

void curl_reader::put_proxy(json::object& settings) {
  if (proxy_.empty()) {
    if (!no_proxy_.empty()) warn("--noproxy", "The settings name no proxy that could be left aside.");
    return;
  }
  const std::size_t colon = proxy_.find("://");
  const std::string scheme = colon == std::string::npos ? "http://" : proxy_.substr(0, colon + 3);
  std::string rest = colon == std::string::npos ? proxy_ : proxy_.substr(colon + 3);
  std::string user = proxy_user_;
  if (const std::size_t at = rest.rfind('@'); at != std::string::npos) {
    user = percent_decoded(rest.substr(0, at));
    rest.erase(0, at + 1);
  }
  std::string who;
  if (!user.empty()) {
    const std::size_t split = std::min(user.find(':'), user.size());
    who = keep("--proxy", "PROXY_USERNAME", percent_encoded(user.substr(0, split), false));
    if (split < user.size())
      who += ":" + keep("--proxy", "PROXY_PASSWORD", percent_encoded(user.substr(split + 1), false));
    who += "@";
  }
  json::object proxy{{"url", scheme + who + as_setting(rest)}};
  json::array without;
  for (std::size_t from = 0; from < no_proxy_.size();) {
    const std::size_t end = std::min(no_proxy_.find(',', from), no_proxy_.size());
    if (end > from) without.emplace_back(no_proxy_.substr(from, end - from));
    from = end + 1;
  }
  if (!without.empty()) proxy.emplace("noProxy", std::move(without));
  settings["proxy"] = std::move(proxy);
}

result<curl_import> curl_reader::finish() {
  const auto url_text = chosen_url();
  if (!url_text) return url_text.error();
  auto url = read_curl_url(*url_text);
  if (!url) return url.error();
  secrets_.emplace(url->host);
  if (url->has_user_info && !user_) user_ = url->user_info;
  if (url->has_glob && globs_)
    warn("URL", "Of {a,b} and [1-9] curl would have made several requests; they are taken as they stand.");

  json::object& settings = out_.settings;
  settings["method"] = method();
  put_url(*std::move(url), settings);
  put_headers(settings);
  put_content(settings);
  put_authentication(settings);
  for (auto& member : others_)
    settings[member.key()] = std::move(member.value());
  put_redirect(settings);
  if (retry_.contains("maxAttempts")) settings["retry"] = retry_;
  if (!tls_.empty()) settings["tls"] = tls_;
  put_proxy(settings);
  auto kept = secrets_->take();
  out_.secrets.insert(out_.secrets.end(), kept.begin(), kept.end());
  for (curl_warning& w : out_.warnings)
    w = {without_controls(w.option), without_controls(w.detail)};
  return std::move(out_);
}

} // namespace http_task::host
