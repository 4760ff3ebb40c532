#include "description/paging.hpp"

#include "base/text.hpp"
#include "description/display_text.hpp"
#include "description/media_type.hpp"
#include "description/prose.hpp"
#include "description/references.hpp"
#include "json/pointer.hpp"

#include <algorithm>
#include <array>

namespace http_task::description {
namespace {

constexpr std::size_t most_members = 500;

// Letters of a name in lower case, so that pageToken, page_token and page-token are one.
std::string squeezed(std::string_view name) {
  std::string text;
  for (const char c : to_lower(name))
    if (c >= 'a' && c <= 'z') text += c;
  return text;
}

template<std::size_t Size>
bool is_one_of(std::string_view name, const std::array<std::string_view, Size>& names) {
  return std::ranges::find(names, squeezed(name)) != names.end();
}

constexpr auto cursor_parameters = std::to_array<std::string_view>(
    {"after", "continuation", "continuationtoken", "cursor", "marker", "nextcursor", "nextpagetoken",
     "nexttoken", "pagecursor", "pagetoken", "startingafter", "token"});
constexpr auto next_members =
    std::to_array<std::string_view>({"continuation", "continuationtoken", "cursor", "endcursor", "nextcursor",
                                     "nextmarker", "nextpagecursor", "nextpagetoken", "nexttoken"});
constexpr auto envelopes = std::to_array<std::string_view>(
    {"meta", "metadata", "pageinfo", "paging", "pagination", "responsemetadata"});

const json::object* object_of(const json::value* value, definitions& defs) {
  if (!value) return nullptr;
  const result<target> found = dereference(defs.source(), *value, "");
  return found ? found->value->if_object() : nullptr;
}

// The first successful answer.
const json::object* success_of(const json::object& operation, definitions& defs) {
  const json::object* responses = json::object_member(operation, "responses");
  if (!responses) return nullptr;
  for (const auto& member : *responses)
    if (json::view(member.key()).starts_with('2')) return object_of(&member.value(), defs);
  return nullptr;
}

const json::object* schema_of(const json::object& response, definitions& defs) {
  if (const json::object* own = object_of(response.if_contains("schema"), defs)) return own; // 2.0
  const json::object* content = json::object_member(response, "content");
  const boost::json::key_value_pair* media = content ? preferred_content(*content) : nullptr;
  const json::object* details = media ? media->value().if_object() : nullptr;
  return details ? object_of(details->if_contains("schema"), defs) : nullptr;
}

// Where the answer has what the next request takes: a member of the body, or of what wraps such things.
std::string next_in(const json::object& schema, definitions& defs, bool in_envelope) {
  const json::object* properties = json::object_member(schema, "properties");
  if (!properties) return {};
  std::size_t count = 0;
  for (const auto& member : *properties) {
    const std::string_view name = json::view(member.key());
    if (count++ == most_members) break;
    if (is_one_of(name, next_members)) return json::join("", name);
  }
  if (in_envelope) return {};
  for (const auto& member : *properties) {
    const std::string_view name = json::view(member.key());
    if (count-- == 0) break;
    if (!is_one_of(name, envelopes)) continue;
    if (const json::object* inner = object_of(&member.value(), defs))
      if (const std::string found = next_in(*inner, defs, true); !found.empty())
        return json::join("", name) + found;
  }
  return {};
}

bool has_link_header(const json::object& response) {
  const json::object* headers = json::object_member(response, "headers");
  return headers && std::ranges::any_of(*headers, [](const auto& member) {
           return iequals(json::view(member.key()), "Link");
         });
}

} // namespace

json::object find_pagination(const json::object& operation, const std::vector<parameter>& parameters,
                             std::string_view prose, definitions& defs) {
  const json::object* success = success_of(operation, defs);
  for (const parameter& p : parameters) {
    if (p.in != "query" || !is_one_of(p.name, cursor_parameters)) continue;
    const std::optional<std::string> from = find_page_sentence(json::string_member(*p.object, "description"));
    if (!from) continue;
    json::object found{{"by", "cursor"}, {"parameter", p.name}, {"in", p.in}};
    if (const json::object* schema = success ? schema_of(*success, defs) : nullptr)
      if (std::string next = next_in(*schema, defs, false); !next.empty()) found["next"] = std::move(next);
    found["from"] = *from;
    return found;
  }
  if (const std::optional<std::string> from = find_link_sentence(prose))
    return {{"by", "link"}, {"from", *from}};
  const bool pages = std::ranges::any_of(parameters, [](const parameter& p) {
    return p.in == "query" && (p.name == "page" || p.name == "per_page");
  });
  if (pages && success && has_link_header(*success))
    return {{"by", "link"}, {"from", "The answer has the header field Link."}};
  return {};
}

json::object find_idempotency(const std::vector<parameter>& parameters, std::string_view prose) {
  for (const parameter& p : parameters) {
    const bool named =
        (p.in == "header" || p.in == "query") && squeezed(p.name).find("idempoten") != std::string::npos;
    if (!named) continue;
    json::object found{{"parameter", p.name}, {"in", p.in}};
    if (const std::string from = first_sentence(json::string_member(*p.object, "description"), 500);
        !from.empty())
      found["from"] = from;
    return found;
  }
  if (const std::optional<named_sentence> key = find_idempotency_key(prose))
    return {{"parameter", key->name}, {"in", "header"}, {"from", key->from}};
  return {};
}

} // namespace http_task::description
