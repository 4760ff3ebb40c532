// HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/): what a browser or proxy recorded.
#include "description/read.hpp"

#include "base/text.hpp"
#include "description/api_id.hpp"
#include "description/display_text.hpp"
#include "description/media_type.hpp"
#include "description/observed.hpp"
#include "description/server.hpp"
#include "json/parse.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace http_task::description {
namespace {

constexpr std::size_t most_observations = 50; // of one endpoint
constexpr std::size_t longest_body = std::size_t{1} << 20;

// What the client sets by itself, or what only meant something in that browser.
bool is_of_browser(std::string_view name) {
  constexpr auto names = std::to_array<std::string_view>({"accept-encoding",
                                                          "accept-language",
                                                          "cache-control",
                                                          "connection",
                                                          "content-length",
                                                          "content-type",
                                                          "cookie",
                                                          "dnt",
                                                          "expect",
                                                          "host",
                                                          "if-modified-since",
                                                          "if-none-match",
                                                          "origin",
                                                          "pragma",
                                                          "priority",
                                                          "referer",
                                                          "te",
                                                          "transfer-encoding",
                                                          "upgrade-insecure-requests",
                                                          "user-agent"});
  const std::string lower = to_lower(name);
  return lower.starts_with(':') || lower.starts_with("sec-") ||
         std::ranges::find(names, lower) != names.end();
}

// Pages, pictures and scripts are no endpoints.
bool is_of_a_page(std::string_view media_type) {
  const std::string type = to_lower(trim(media_type.substr(0, media_type.find(';'))));
  for (const std::string_view start : {"image/", "font/", "audio/", "video/", "application/font"})
    if (type.starts_with(start)) return true;
  return type == "text/html" || type == "text/css" || type.ends_with("javascript") ||
         type == "application/wasm";
}

bool is_hex_digit(char c) noexcept {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// A segment that names one thing of many: a number, a UUID, a long hexadecimal name.
bool is_identifier(std::string_view segment) {
  if (segment.empty()) return false;
  if (std::ranges::all_of(segment, [](char c) { return c >= '0' && c <= '9'; })) return true;
  const bool hexadecimal = std::ranges::all_of(segment, [](char c) { return is_hex_digit(c) || c == '-'; });
  return hexadecimal && segment.size() >= 16;
}

class reader {
public:
  explicit reader(const read_options& options) : options_(options), warnings_(options.limits.warnings) {}

  result<api> read(const json::value& document) {
    const json::object* root = document.if_object();
    const json::object* log = root ? json::object_member(*root, "log") : nullptr;
    const json::array* entries = log ? json::array_member(*log, "entries") : nullptr;
    if (!entries)
      return make_problem("description.invalid", "A HAR file needs a list \"entries\" in \"log\".",
                          "/log/entries");
    const std::string host = busiest_host(*entries);
    observed_.title = host;
    observed_.source = options_.source;
    result<std::string> id = choose_api_id(options_.api, host, "recorded");
    if (!id) return id.error();
    observed_.id = std::move(*id);
    for (std::size_t i = 0; i < entries->size(); ++i)
      if (const json::object* entry = (*entries)[i].if_object())
        add(*entry, json::join("/log/entries", i), host);
    note_left_out();
    return finish();
  }

private:
  static std::string_view url_of(const json::object& entry) {
    const json::object* request = json::object_member(entry, "request");
    return request ? json::string_member(*request, "url") : std::string_view{};
  }

  static std::string busiest_host(const json::array& entries) {
    std::map<std::string, std::size_t> hosts;
    for (const json::value& entry : entries)
      if (const json::object* o = entry.if_object(); o && !is_asset(*o))
        if (const std::string host = host_of(url_of(*o)); !host.empty()) ++hosts[host];
    const auto most = std::ranges::max_element(hosts, {}, [](const auto& counted) { return counted.second; });
    return most == hosts.end() ? std::string() : most->first;
  }

  static bool is_asset(const json::object& entry) {
    const json::object* response = json::object_member(entry, "response");
    const json::object* content = response ? json::object_member(*response, "content") : nullptr;
    return content && is_of_a_page(json::string_member(*content, "mimeType"));
  }

  void add(const json::object& entry, const std::string& pointer, const std::string& host) {
    const json::object* request = json::object_member(entry, "request");
    const std::string_view url = url_of(entry);
    const std::string method = request ? to_upper(json::string_member(*request, "method")) : std::string();
    if (!is_absolute(url) || is_asset(entry) || method == "OPTIONS" || method == "CONNECT") {
      ++of_pages_;
      return;
    }
    if (host_of(url) != host) {
      ++of_hosts_[host_of(url)];
      return;
    }
    observed_request r = base_of(url, method, json::join(pointer, "request"));
    const auto [known, is_new] = places_.try_emplace(r.method + " " + r.path, requests_.size());
    if (is_new) {
      if (requests_.size() == options_.limits.operations) return;
      read_values(*request, r);
      read_body(*request, r);
      requests_.push_back(std::move(r));
    }
    observed_request& kept = requests_[known->second];
    if (kept.responses.size() < most_observations) read_response(entry, kept);
  }

  // Server, path with its identifiers as placeholders, and where they are.
  static observed_request base_of(std::string_view url, const std::string& method, std::string pointer) {
    observed_request r;
    r.method = method;
    r.pointer = std::move(pointer);
    const std::size_t authority = url.find("//") + 2;
    const std::size_t path = std::min(url.find_first_of("/?#", authority), url.size());
    std::string_view host = url.substr(authority, path - authority);
    host.remove_prefix(host.rfind('@') == std::string_view::npos ? 0 : host.rfind('@') + 1);
    r.server = single_line(std::string(url.substr(0, authority)) + std::string(host), 2'000);
    std::string_view rest = url.substr(path, url.find_first_of("?#", path) - path);
    if (!rest.empty()) rest.remove_prefix(1);
    for (std::size_t start = 0; start <= rest.size();) {
      const std::size_t end = std::min(rest.find('/', start), rest.size());
      const std::string_view segment = rest.substr(start, end - start);
      start = end + 1;
      r.path += '/';
      if (is_identifier(segment)) {
        const std::string name =
            "id" + (r.path_values.empty() ? "" : std::to_string(r.path_values.size() + 1));
        r.path_values.push_back({name, std::string(segment), "", true});
        r.path += "{" + name + "}";
      } else {
        r.path += single_line(segment, 500);
      }
    }
    return r;
  }

  static void read_values(const json::object& request, observed_request& r) {
    const auto each = [&](std::string_view list, const auto& add_one) {
      if (const json::array* items = json::array_member(request, list))
        for (const json::value& item : *items)
          if (const json::object* o = item.if_object())
            if (const std::string_view name = json::string_member(*o, "name"); !name.empty())
              add_one(name, json::string_member(*o, "value"));
    };
    each("queryString", [&](std::string_view name, std::string_view value) {
      r.query.push_back({std::string(name), std::string(value), "", true});
    });
    each("headers", [&](std::string_view name, std::string_view value) {
      if (is_of_browser(name) || (iequals(name, "accept") && value.starts_with("*/*"))) return;
      const bool known =
          std::ranges::any_of(r.headers, [&](const observed_value& v) { return iequals(v.name, name); });
      if (!known) r.headers.push_back({std::string(name), std::string(value), "", true});
    });
  }

  static void read_body(const json::object& request, observed_request& r) {
    const json::object* data = json::object_member(request, "postData");
    if (!data) return;
    const std::string_view type = json::string_member(*data, "mimeType");
    const std::string_view text = json::string_member(*data, "text");
    const json::array* params = json::array_member(*data, "params");
    if (type.empty() && text.empty() && !params) return;
    // The boundary of a form is not to be sent again.
    r.content_type = single_line(type.substr(0, type.find(';')), longest_media_type);
    if (r.content_type.empty()) r.content_type = "text/plain";
    if (is_json_type(r.content_type)) {
      if (text.size() <= longest_body)
        if (result<json::value> value = json::parse(text)) r.body = std::move(*value);
    } else if (params) {
      json::object form;
      for (const json::value& item : *params)
        if (const json::object* o = item.if_object())
          form[json::string_member(*o, "name")] = json::string_member(*o, "value");
      r.body = std::move(form);
    }
  }

  static void read_response(const json::object& entry, observed_request& r) {
    const json::object* response = json::object_member(entry, "response");
    const json::value* status = response ? response->if_contains("status") : nullptr;
    if (!status || !status->is_int64()) return;
    observed_response seen;
    seen.status = static_cast<int>(std::clamp<std::int64_t>(status->get_int64(), 0, 1'000));
    seen.description = json::string_member(*response, "statusText");
    if (const json::object* content = json::object_member(*response, "content")) {
      const std::string_view type = json::string_member(*content, "mimeType");
      std::string text(json::string_member(*content, "text"));
      if (json::string_member(*content, "encoding") == "base64")
        text = base64_decode(text).value_or(std::string());
      if (!type.empty() && type != "x-unknown") seen.content_type = type.substr(0, type.find(';'));
      if (is_json_type(seen.content_type) && text.size() <= longest_body)
        if (result<json::value> value = json::parse(text)) seen.body = std::move(*value);
    }
    r.responses.push_back(std::move(seen));
  }

  void note_left_out() {
    if (of_pages_ != 0)
      warnings_.add("/log/entries", std::to_string(of_pages_) +
                                        " requests for pages, pictures, scripts and the like are left out.");
    for (const auto& [host, count] : of_hosts_)
      warnings_.add("/log/entries", std::to_string(count) + " requests to " + single_line(host, 200) +
                                        " are left out: one file makes one API, that of the host with the "
                                        "most requests.");
  }

  result<api> finish() {
    json::array endpoints;
    for (const observed_request& r : requests_)
      endpoints.push_back(describe_observed(r, observed_));
    return read_observed(std::move(endpoints), std::move(warnings_).take(), options_);
  }

  const read_options& options_;
  warning_list warnings_;
  observed_api observed_;
  std::vector<observed_request> requests_;
  std::map<std::string, std::size_t> places_; // in requests_, by method and path
  std::size_t of_pages_ = 0;
  std::map<std::string, std::size_t> of_hosts_;
};

} // namespace

result<api> read_har(const json::value& document, const read_options& options) {
  return reader(options).read(document);
}

} // namespace http_task::description
