#include "render/har.hpp"

#include "document/json.hpp"
#include "document/layout.hpp"

#include <algorithm>
#include <ctime>

namespace http_task::host {
namespace {

using clock = std::chrono::system_clock;

// ISO 8601, UTC, with milliseconds.
std::string timestamp(clock::time_point at) {
  const std::time_t seconds = clock::to_time_t(at);
  const auto milliseconds =
      std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count() % 1000;
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  char text[32];
  const std::size_t size = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts);
  return std::string(text, size) + "." + std::to_string(1000 + milliseconds).substr(1) + "Z";
}

clock::time_point earlier(clock::time_point at, double milliseconds) {
  return at -
         std::chrono::duration_cast<clock::duration>(std::chrono::duration<double, std::milli>(milliseconds));
}

std::string header_value(const json::array& headers, std::string_view name) {
  for (const json::value& item : headers) {
    const json::object& field = or_empty(item.if_object());
    const std::string_view given = text_of(field, "name");
    if (std::ranges::equal(given, name, [](char a, char b) { return std::tolower(a) == std::tolower(b); }))
      return std::string(text_of(field, "value"));
  }
  return {};
}

// HAR counts the time of TLS into "connect" as well as into "ssl".
json::object timings_of(const json::object& timings) {
  json::object out;
  for (const std::string_view name : {"blocked", "dns", "connect", "send", "wait", "receive", "ssl"})
    out[name] = number_of(timings, name, -1);
  for (const std::string_view name : {"send", "wait", "receive"}) // these three may not be missing
    out[name] = std::max(0.0, number_of(timings, name, 0));
  const double ssl = number_of(timings, "ssl", -1);
  if (ssl > 0) out["connect"] = std::max(0.0, number_of(timings, "connect", 0)) + ssl;
  return out;
}

double duration_of(const json::object& har_timings) {
  double sum = 0;
  for (const std::string_view name : {"blocked", "dns", "connect", "send", "wait", "receive"})
    sum += std::max(0.0, number_of(har_timings, name, 0));
  return sum;
}

json::array query_of(std::string_view url) {
  json::array list;
  const std::size_t question = url.find('?');
  std::string_view query = question == std::string_view::npos ? "" : url.substr(question + 1);
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(pair.size() + 1, query.size()));
    const std::size_t equals = std::min(pair.find('='), pair.size());
    list.push_back(json::object{{"name", pair.substr(0, equals)},
                                {"value", pair.substr(std::min(equals + 1, pair.size()))}});
  }
  return list;
}

// The fields of a head as it stood on the wire.
json::array fields_of(std::string_view head) {
  json::array list;
  head.remove_prefix(std::min(head.find("\r\n"), head.size()));
  while (head.starts_with("\r\n")) {
    head.remove_prefix(2);
    const std::string_view line = head.substr(0, head.find("\r\n"));
    head.remove_prefix(line.size());
    const std::size_t colon = line.find(": ");
    if (colon != std::string_view::npos)
      list.push_back(json::object{{"name", line.substr(0, colon)}, {"value", line.substr(colon + 2)}});
  }
  return list;
}

json::object request_of(std::string_view method, std::string_view url, json::array headers) {
  return {{"method", method},
          {"url", url},
          {"httpVersion", "HTTP/1.1"},
          {"cookies", json::array()},
          {"headers", std::move(headers)},
          {"queryString", query_of(url)},
          {"headersSize", -1},
          {"bodySize", -1}};
}

json::object response_of(const json::object& answer, const json::object& connection, json::array headers) {
  const std::string_view version = text_of(connection, "httpVersion");
  json::object content{{"size", 0}, {"mimeType", header_value(headers, "content-type")}};
  std::string location = header_value(headers, "location");
  return {{"status", integer_of(answer, "statusCode")},
          {"statusText", text_of(answer, "reasonPhrase")},
          {"httpVersion", version.empty() ? "" : "HTTP/" + std::string(version)},
          {"cookies", json::array()},
          {"headers", std::move(headers)},
          {"content", std::move(content)},
          {"redirectURL", std::move(location)},
          {"headersSize", -1},
          {"bodySize", -1}};
}

json::object entry(clock::time_point started, json::object request, json::object response,
                   const json::object& timings, const json::object& connection) {
  json::object har_timings = timings_of(timings);
  json::object out{{"startedDateTime", timestamp(started)},
                   {"time", duration_of(har_timings)},
                   {"request", std::move(request)},
                   {"response", std::move(response)},
                   {"cache", json::object()},
                   {"timings", std::move(har_timings)}};
  if (const std::string_view address = text_of(connection, "remoteAddress"); !address.empty())
    out["serverIPAddress"] = address;
  if (const std::int64_t port = integer_of(connection, "localPort"); port > 0)
    out["connection"] = std::to_string(port);
  return out;
}

json::array array_or_empty(const json::object& o, std::string_view name) {
  const json::array* found = array_of(o, name);
  return found != nullptr ? *found : json::array();
}

void add_body(std::string_view document, const json::object& response, const json::object& sizes,
              json::object& content) {
  content["size"] = integer_of(sizes, "responseContent");
  const auto outer = find_member(document, "response");
  const auto body = outer ? find_member(outer->in(document), "body") : std::nullopt;
  if (!body) return;
  const std::string_view encoding = text_of(response, "bodyEncoding");
  content["text"] = encoding == "json" ? body->in(outer->in(document)) : text_of(response, "body");
  if (encoding == "base64") content["encoding"] = "base64";
}

json::object last_entry(std::string_view document, const json::object& all, clock::time_point started) {
  const json::object& request = or_empty(object_of(all, "request"));
  const json::object& response = or_empty(object_of(all, "response"));
  const json::object& connection = or_empty(object_of(all, "connection"));
  const json::object& sizes = or_empty(object_of(all, "sizes"));
  json::object sent =
      request_of(text_of(request, "method"), text_of(request, "uri"), array_or_empty(request, "headers"));
  sent["headersSize"] = integer_of(sizes, "requestHeader", -1);
  sent["bodySize"] = integer_of(sizes, "requestBody", -1);
  if (const std::string_view body = text_of(request, "body"); !body.empty())
    sent["postData"] = json::object{
        {"mimeType", header_value(array_or_empty(request, "headers"), "content-type")}, {"text", body}};
  json::object got = response_of(response, connection, array_or_empty(all, "responseHeaders"));
  got["headersSize"] = integer_of(sizes, "responseHeader", -1);
  got["bodySize"] = integer_of(sizes, "responseBody", -1);
  add_body(document, response, sizes, got.at("content").as_object());
  json::object out =
      entry(started, std::move(sent), std::move(got), or_empty(object_of(all, "timings")), connection);
  if (const json::object* error = object_of(all, "error"); error != nullptr && response.empty())
    out["_error"] = text_of(*error, "detail");
  return out;
}

} // namespace

std::string to_har(std::string_view document, clock::time_point ended) {
  const auto parsed = parse_object(document, "structured response");
  const json::object& all = parsed ? *parsed : or_empty(static_cast<const json::object*>(nullptr));
  const clock::time_point began = earlier(ended, number_of(or_empty(object_of(all, "timings")), "total"));
  json::array entries;
  clock::time_point started = began;
  for (const json::value& item : array_or_empty(all, "redirects")) {
    const json::object& hop = or_empty(item.if_object());
    const json::object& connection = or_empty(object_of(hop, "connection"));
    const json::object& timings = or_empty(object_of(hop, "timings"));
    entries.push_back(
        entry(started,
              request_of(text_of(hop, "method"), text_of(hop, "uri"), fields_of(text_of(hop, "requestHead"))),
              response_of(hop, connection, array_or_empty(hop, "responseHeaders")), timings, connection));
    started = earlier(began, -number_of(timings, "total")); // counted from the start of the task
  }
  entries.push_back(last_entry(document, all, started));
  return to_text(json::object{
      {"log",
       json::object{{"version", "1.2"},
                    {"creator", json::object{{"name", "http-task"}, {"version", HTTP_TASK_HOST_VERSION}}},
                    {"entries", std::move(entries)}}}});
}

} // namespace http_task::host
