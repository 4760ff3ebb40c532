#include "description/postman_text.hpp"

#include "base/text.hpp"
#include "description/display_text.hpp"
#include "description/percent.hpp"
#include "description/server.hpp"

#include <algorithm>

namespace http_task::description {
namespace {

constexpr std::size_t most_growth = 64 << 10;
constexpr std::size_t longest_url = 4'000;

// Calls `plain(text)` and `variable(name, text with its braces)` for the pieces of `text` in order.
template<class Plain, class Variable>
void each_piece(std::string_view text, Plain plain, Variable variable) {
  while (!text.empty()) {
    const std::size_t open = text.find("{{");
    const std::size_t close = open == std::string_view::npos ? open : text.find("}}", open);
    if (close == std::string_view::npos) return plain(text);
    plain(text.substr(0, open));
    variable(trim(text.substr(open + 2, close - open - 2)), text.substr(open, close + 2 - open));
    text.remove_prefix(close + 2);
  }
}

// Letters, digits and '_', as a member of an expression and a placeholder have them.
std::string plain_name(std::string_view name) {
  std::string plain;
  for (const char c : name) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    plain += kept ? c : '_';
  }
  if (plain.empty() || (plain[0] >= '0' && plain[0] <= '9')) plain.insert(0, "_");
  return plain;
}

std::string expression(std::string_view name) {
  return "${workflow.input." + plain_name(name) + "}";
}

// One segment of a path with its placeholders.
std::string segment_of(std::string_view segment) {
  if (segment.size() > 1 && segment.front() == ':') return "{" + plain_name(segment.substr(1)) + "}";
  std::string out;
  each_piece(
      segment, [&](std::string_view text) { out += text; },
      [&](std::string_view name, std::string_view) { out += "{" + plain_name(name) + "}"; });
  return out;
}

} // namespace

postman_variables read_variables(const json::object& collection) {
  postman_variables variables;
  if (const json::array* list = json::array_member(collection, "variable"))
    for (const json::value& item : *list)
      if (const json::object* o = item.if_object()) {
        const std::string_view key = json::string_member(*o, "key");
        const std::string_view value = json::string_member(*o, "value");
        if (!key.empty() && !value.empty() && !names_secret(key)) variables.emplace(key, value);
      }
  return variables;
}

std::string with_variables(std::string_view text, const postman_variables& variables) {
  std::string out;
  const std::size_t most = text.size() + most_growth;
  each_piece(
      text, [&](std::string_view plain) { out += plain; },
      [&](std::string_view name, std::string_view raw) {
        const auto known = variables.find(name);
        const bool fits = known != variables.end() && out.size() + known->second.size() < most;
        out += fits ? std::string_view(known->second) : raw;
      });
  return out;
}

std::string with_expressions(std::string_view text) {
  std::string out;
  each_piece(
      text, [&](std::string_view plain) { out += plain; },
      [&](std::string_view name, std::string_view) { out += expression(name); });
  return out;
}

std::string with_expressions_in_json(std::string_view text) {
  std::string out;
  bool quoted = false;
  each_piece(
      text,
      [&](std::string_view plain) {
        for (std::size_t i = 0; i < plain.size(); ++i) {
          if (plain[i] == '\\')
            ++i;
          else if (plain[i] == '"')
            quoted = !quoted;
        }
        out += plain;
      },
      [&](std::string_view name, std::string_view) {
        out += quoted ? expression(name) : "\"" + expression(name) + "\"";
      });
  return out;
}

postman_url split_postman_url(std::string_view url) {
  postman_url parts;
  url = trim(url.substr(0, longest_url));
  const std::string_view all = url.substr(0, url.find('#'));
  const std::string_view before = all.substr(0, all.find('?'));
  const std::size_t scheme = before.find("://");
  const std::size_t authority = scheme == std::string_view::npos ? 0 : scheme + 3;
  const std::size_t slash = std::min(before.find('/', authority), before.size());
  std::string server(before.substr(0, slash));
  // "api.example.com/x" is a host as well; a variable is not.
  if (scheme == std::string_view::npos && server.find('.') != std::string::npos) server.insert(0, "https://");
  if (is_absolute(server) && server.find("{{") == std::string::npos)
    parts.server = single_line(server, longest_url);
  std::string_view path = before.substr(slash);
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::size_t end = std::min(path.find('/'), path.size());
    parts.path += "/" + segment_of(single_line(path.substr(0, end), longest_url));
    path.remove_prefix(end);
  }
  if (parts.path.empty()) parts.path = "/";
  std::string_view query = all.substr(std::min(before.size() + 1, all.size()));
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(pair.size() + 1, query.size()));
    const std::size_t equal = std::min(pair.find('='), pair.size());
    if (equal != 0)
      parts.query.push_back({percent_decode(pair.substr(0, equal)),
                             with_expressions(percent_decode(pair.substr(std::min(equal + 1, pair.size())))),
                             "", true});
  }
  return parts;
}

} // namespace http_task::description
