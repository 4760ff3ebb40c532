#include "message/media_type.hpp"

#include "base/text.hpp"
#include "message/fields.hpp"

#include <algorithm>
#include <array>

namespace http_task::message {
namespace {

constexpr std::array text_types = std::to_array<std::string_view>({
    "application/ecmascript",
    "application/graphql",
    "application/javascript",
    "application/jsonlines",
    "application/ndjson",
    "application/toml",
    "application/x-javascript",
    "application/x-ndjson",
    "application/x-www-form-urlencoded",
    "application/x-yaml",
    "application/yaml",
});

// The text up to the first character that `stops`, which stays in `rest`.
std::string_view take_until(std::string_view& rest, std::string_view stops) {
  const std::size_t end = std::min(rest.find_first_of(stops), rest.size());
  const std::string_view taken = rest.substr(0, end);
  rest.remove_prefix(end);
  return taken;
}

// RFC 9110, section 5.6.4; `rest` begins after the opening quote and ends after the closing one.
std::optional<std::string> take_quoted(std::string_view& rest) {
  std::string value;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    if (rest[i] == '"') {
      rest.remove_prefix(i + 1);
      return value;
    }
    if (rest[i] == '\\' && ++i == rest.size()) break;
    value += rest[i];
  }
  return std::nullopt;
}

std::optional<std::string> take_value(std::string_view& rest) {
  if (rest.starts_with('"')) {
    rest.remove_prefix(1);
    std::optional<std::string> value = take_quoted(rest);
    if (!trim(take_until(rest, ";")).empty()) return std::nullopt;
    return value;
  }
  const std::string_view token = trim(take_until(rest, ";"));
  return is_token(token) ? std::optional(std::string(token)) : std::nullopt;
}

} // namespace

std::string media_type::essence() const {
  return type + "/" + subtype;
}

const std::string* media_type::parameter(std::string_view name) const noexcept {
  const auto found =
      std::ranges::find(parameters, name, [](const auto& p) -> const std::string& { return p.first; });
  return found == parameters.end() ? nullptr : &found->second;
}

std::optional<media_type> parse_media_type(std::string_view text) {
  std::string_view rest = trim(text);
  const std::string_view type = take_until(rest, "/");
  if (!is_token(type) || rest.empty()) return std::nullopt;
  rest.remove_prefix(1);
  const std::string_view subtype = trim(take_until(rest, ";"));
  if (!is_token(subtype)) return std::nullopt;

  media_type m{to_lower(type), to_lower(subtype), {}};
  while (!rest.empty()) {
    rest.remove_prefix(1); // the semicolon
    rest = trim(rest);
    if (rest.empty() || rest.front() == ';') continue;
    const std::string_view name = take_until(rest, "=;");
    if (!is_token(name) || !rest.starts_with('=')) return std::nullopt;
    rest.remove_prefix(1);
    std::optional<std::string> value = take_value(rest);
    if (!value) return std::nullopt;
    m.parameters.emplace_back(to_lower(name), std::move(*value));
  }
  return m;
}

bool is_json(const media_type& m) noexcept {
  return m.subtype.ends_with("+json") ||
         (m.subtype == "json" && (m.type == "application" || m.type == "text"));
}

bool is_xml(const media_type& m) noexcept {
  return m.subtype.ends_with("+xml") || (m.subtype == "xml" && (m.type == "application" || m.type == "text"));
}

bool is_text(const media_type& m) noexcept {
  return m.type == "text" || is_json(m) || is_xml(m) || m.subtype.ends_with("+yaml") ||
         std::ranges::binary_search(text_types, m.type + "/" + m.subtype);
}

} // namespace http_task::message
