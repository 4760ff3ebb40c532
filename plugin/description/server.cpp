#include "description/server.hpp"

#include "base/text.hpp"
#include "description/display_text.hpp"

namespace http_task::description {
namespace {

constexpr std::size_t longest_url = 2'000;
constexpr std::size_t most_servers = 100;

// Each {name} that has a default is replaced, once: what a default brings in is not looked at again.
std::string fill_variables(std::string_view url, const json::object* variables) {
  std::string filled;
  while (!url.empty()) {
    const std::size_t open = url.find('{');
    const std::size_t close = open == std::string_view::npos ? open : url.find('}', open);
    if (close == std::string_view::npos) break;
    const std::string_view name = url.substr(open + 1, close - open - 1);
    const json::object* variable = variables ? json::object_member(*variables, name) : nullptr;
    const std::string_view value = variable ? json::string_member(*variable, "default") : std::string_view{};
    filled += url.substr(0, open);
    filled += value.empty() ? url.substr(open, close - open + 1) : value;
    url.remove_prefix(close + 1);
    if (filled.size() > longest_url) break;
  }
  filled += url;
  return single_line(filled, longest_url);
}

} // namespace

std::vector<server> read_servers(const json::array* list, const trail& at, warning_list& warnings) {
  std::vector<server> servers;
  if (list) {
    std::size_t index = 0;
    for (const json::value& item : *list) {
      const trail here(at, index++);
      const json::object* o = item.if_object();
      const std::string_view url = o ? json::string_member(*o, "url") : std::string_view{};
      if (url.empty()) {
        warnings.add(here, "A server needs a \"url\"; left out.");
        continue;
      }
      if (servers.size() == most_servers) break;
      servers.push_back({fill_variables(url, json::object_member(*o, "variables")),
                         clean_text(json::string_member(*o, "description"), longest_url)});
    }
  }
  if (servers.empty()) servers.push_back({"/", ""});
  return servers;
}

std::string join_uri(std::string_view server_url, std::string_view path) {
  while (server_url.ends_with('/'))
    server_url.remove_suffix(1);
  std::string uri(server_url);
  if (!path.starts_with('/')) uri += '/';
  uri += path;
  return uri;
}

bool is_absolute(std::string_view server_url) noexcept {
  const auto starts_with = [&](std::string_view scheme) {
    return iequals(server_url.substr(0, scheme.size()), scheme);
  };
  return starts_with("https://") || starts_with("http://");
}

std::string host_of(std::string_view server_url) {
  if (!is_absolute(server_url)) return {};
  server_url.remove_prefix(server_url.find("//") + 2);
  server_url = server_url.substr(0, server_url.find_first_of("/?#"));
  if (const std::size_t at = server_url.rfind('@'); at != std::string_view::npos)
    server_url.remove_prefix(at + 1);
  if (server_url.starts_with('[')) return to_lower(server_url.substr(1, server_url.find(']') - 1));
  return to_lower(server_url.substr(0, server_url.find(':')));
}

} // namespace http_task::description
