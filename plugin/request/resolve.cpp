#include "request/resolve.hpp"

#include "settings/filter_rules.hpp"
#include "settings/read.hpp"
#include "uri/http_url.hpp"

#include <algorithm>
#include <optional>
#include <span>

namespace http_task::request {
namespace {

problem structure_changed(std::string detail) {
  problem p = make_problem("url.structure_changed", std::move(detail));
  p.advice = "Put the value into pathParameters or queryParameters, which are encoded.";
  return p;
}

std::size_t count_dot_segments(std::string_view url) {
  const std::size_t begin = uri::outline_of(url).path;
  std::string_view path = url.substr(begin, std::min(url.find_first_of("?#", begin), url.size()) - begin);
  std::size_t count = 0;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    count += uri::is_dot_segment(path.substr(0, end)) ? 1U : 0U;
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return count;
}

// `before` is the URL up to the value; `after` is the literal text behind it.
std::optional<problem> check_value(std::string_view before, std::string_view value, std::string_view after) {
  const uri::outline parts = uri::outline_of(before);
  if (before.empty()) return std::nullopt;
  if (parts.path == before.size() && parts.authority != std::string_view::npos) {
    // "http://host:8080${path}": the host is complete, the value begins the path.
    const bool host_is_complete = before.size() > parts.authority && value.find_first_of("/?") == 0 &&
                                  (after.empty() || after.find_first_of("/?#") == 0);
    // With more of the host behind it the value is a part of it; else it may bring in the port.
    const bool host_goes_on = !after.empty() && after.find_first_of("/?#") != 0;
    if (!host_is_complete &&
        value.find_first_of(host_goes_on ? "/?#@\\%{}:[]" : "/?#@\\%{}") != std::string_view::npos)
      return structure_changed(
          "What an expression brings into the host of uri would change where the host ends.");
  } else if (parts.authority == std::string_view::npos &&
             value.find_first_of(":/?#@\\%{}") != std::string_view::npos) {
    return structure_changed("What an expression brings into the scheme of uri is no part of a scheme.");
  }
  const std::size_t odd = value.find_first_of("#{}");
  if (odd != std::string_view::npos)
    return structure_changed(std::string("What an expression brings into uri holds ") + value[odd] +
                             ", which has a meaning of its own there.");
  return std::nullopt;
}

std::optional<problem> check_structure(std::span<const expression::part> parts) {
  std::string url;
  std::string literal_url;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const expression::part& part = parts[i];
    if (part.from_data) {
      const bool literal_follows = i + 1 < parts.size() && !parts[i + 1].from_data;
      const std::string_view after = literal_follows ? parts[i + 1].text : std::string_view{};
      if (std::optional<problem> p = check_value(url, part.text, after)) return p;
    }
    // What stands at the beginning counts as written: it may bring in a whole base URL.
    literal_url += part.from_data && !url.empty() ? "x" : part.text;
    url += part.text;
  }
  if (count_dot_segments(url) > count_dot_segments(literal_url))
    return structure_changed("What an expression brings into uri makes a \".\" or \"..\" segment.");
  return std::nullopt;
}

std::optional<problem> refuse_expressions_in_filters(const settings::located& where) {
  std::vector<finding> found =
      settings::find_expressions_in_filters(where.settings->get_object(), where.pointer);
  if (found.empty()) return std::nullopt;
  problem p = make_problem("expression.invalid", found.front().detail, found.front().pointer);
  p.findings = std::move(found);
  return in_source(std::move(p), "settings");
}

} // namespace

result<json::value> resolve(const json::value& settings, const expression::context& from,
                            redactor& secrets_used) {
  result<json::value> resolved = expression::resolve(settings, from, secrets_used);
  if (!resolved) return in_source(std::move(resolved).error(), "settings");
  const result<settings::located> where = settings::unwrap(settings);
  if (!where) return resolved; // what it is instead is for settings::read() to say
  if (std::optional<problem> p = refuse_expressions_in_filters(*where)) return *std::move(p);
  const std::string_view uri = json::string_member(where->settings->get_object(), "uri");
  if (!expression::has_expression(uri) || expression::is_one_expression(uri)) return resolved;
  const result<std::vector<expression::part>> parts = expression::resolve_parts(uri, from, secrets_used);
  if (!parts) return in_source(below(parts.error(), where->pointer + "/uri"), "settings");
  if (std::optional<problem> p = check_structure(*parts))
    return in_source(below(*std::move(p), where->pointer + "/uri"), "settings");
  return resolved;
}

} // namespace http_task::request
