#include "sandbox/route.hpp"

#include <algorithm>
#include <vector>

namespace http_task::host {
namespace {

struct server_parts {
  std::string host;      // lower case
  std::string base_path; // without a slash at its end
};

server_parts parts_of(std::string_view url) {
  server_parts parts;
  if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos) {
    url.remove_prefix(scheme + 3);
    const std::string_view authority = url.substr(0, url.find('/'));
    url.remove_prefix(authority.size());
    const std::size_t bracket = authority.find(']');
    parts.host =
        lower_case(authority.substr(0, authority.find(':', bracket == std::string_view::npos ? 0 : bracket)));
  }
  parts.base_path = url.substr(0, url.find_first_of("?#"));
  while (parts.base_path.ends_with('/'))
    parts.base_path.pop_back();
  return parts;
}

bool is_loopback(std::string_view host) {
  return host.starts_with("127.") || host == "[::1]" || host == "localhost" || host.empty();
}

// URLs without a slash at their end. Without a list of servers, the default of uri says where the endpoint
// is.
std::vector<std::string> servers_of(const json::object& description, const json::object& endpoint) {
  std::vector<std::string> urls;
  const json::array* servers = array_of(endpoint, "servers");
  for (const json::value& item : servers != nullptr ? *servers : json::array()) {
    if (item.is_object()) urls.emplace_back(text_of(item.get_object(), "url"));
  }
  const json::object* properties = object_of(description, "properties");
  const json::object* uri = properties != nullptr ? object_of(*properties, "uri") : nullptr;
  const std::string_view path = text_of(endpoint, "path");
  if (std::string_view whole = uri != nullptr ? text_of(*uri, "default") : ""; whole.ends_with(path))
    urls.emplace_back(whole.substr(0, whole.size() - path.size()));
  for (std::string& url : urls) {
    if (url.ends_with('/')) url.pop_back();
  }
  return urls;
}

// "a{x}b{y}c" as literals a, b, c and names x, y between them.
struct segment_pattern {
  std::vector<std::string_view> literals; // one more than names
  std::vector<std::string_view> names;
};

segment_pattern parse_segment(std::string_view pattern) {
  segment_pattern parsed;
  for (;;) {
    const std::size_t open = pattern.find('{');
    const std::size_t close = pattern.find('}', std::min(open, pattern.size()));
    if (close == std::string_view::npos) {
      parsed.literals.push_back(pattern);
      return parsed;
    }
    parsed.literals.push_back(pattern.substr(0, open));
    parsed.names.push_back(pattern.substr(open + 1, close - open - 1));
    pattern.remove_prefix(close + 1);
  }
}

// Each placeholder takes as little as the literal behind it allows, the last one what is left: with the end
// fixed this finds a match where there is one, without trying back and forth.
bool match_segment(std::string_view pattern, std::string_view segment,
                   std::map<std::string, std::string>& values) {
  const auto [literals, names] = parse_segment(pattern);
  if (names.empty()) return percent_decoded(pattern) == percent_decoded(segment);
  const std::size_t fixed = literals.front().size() + literals.back().size();
  if (segment.size() < fixed || !segment.starts_with(literals.front()) || !segment.ends_with(literals.back()))
    return false;
  segment = segment.substr(literals.front().size(), segment.size() - fixed);
  for (std::size_t i = 0; i + 1 < names.size(); ++i) {
    const std::string_view literal = literals[i + 1];
    const std::size_t end = segment.find(literal, 1);
    if (end == std::string_view::npos) return false;
    values[std::string(names[i])] = segment.substr(0, end);
    segment.remove_prefix(end + literal.size());
  }
  values[std::string(names.back())] = segment;
  return !segment.empty();
}

} // namespace

std::optional<std::map<std::string, std::string>> match_path(std::string_view path_template,
                                                             std::string_view path) {
  std::map<std::string, std::string> values;
  for (;;) {
    const std::size_t template_end = path_template.find('/');
    const std::size_t path_end = path.find('/');
    if (!match_segment(path_template.substr(0, template_end), path.substr(0, path_end), values))
      return std::nullopt;
    if (template_end == std::string_view::npos || path_end == std::string_view::npos) {
      if (template_end != path_end) return std::nullopt;
      return values;
    }
    path_template.remove_prefix(template_end + 1);
    path.remove_prefix(path_end + 1);
  }
}

std::optional<route> find_route(const json::object& description, const sandbox_request& request,
                                hosts accepted) {
  const json::object* endpoint = object_of(description, "endpoint");
  if (endpoint == nullptr || text_of(*endpoint, "method") != request.method) return std::nullopt;
  const std::string_view path = text_of(*endpoint, "path");
  const std::string host = request.host();
  for (const std::string& url : servers_of(description, *endpoint)) {
    const server_parts server = parts_of(url);
    if (accepted == hosts::own && server.host != host && !server.host.empty() && !is_loopback(host)) continue;
    if (auto values = match_path(server.base_path + std::string(path), request.path()))
      return route{url + std::string(path), *std::move(values)};
  }
  return std::nullopt;
}

} // namespace http_task::host
