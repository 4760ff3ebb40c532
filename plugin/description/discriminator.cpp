#include "description/discriminator.hpp"

#include "description/references.hpp"

#include <algorithm>
#include <vector>

namespace http_task::description {
namespace {

constexpr std::size_t most_alternatives = 500;
constexpr int deepest = 8; // allOf within allOf

// Whether the schema says by itself which values the member has.
bool restricts(const document& source, const json::value& schema, std::string_view member, int depth) {
  const result<target> found = dereference(source, schema, "");
  const json::object* o = found ? found->value->if_object() : nullptr;
  if (!o || depth == 0) return false;
  if (const json::object* properties = json::object_member(*o, "properties"))
    if (const json::value* property = properties->if_contains(member)) {
      const result<target> p = dereference(source, *property, "");
      const json::object* rules = p ? p->value->if_object() : nullptr;
      if (rules && (rules->contains("enum") || rules->contains("const"))) return true;
    }
  const json::array* parts = json::array_member(*o, "allOf");
  return parts && std::ranges::any_of(*parts, [&](const json::value& part) {
           return restricts(source, part, member, depth - 1);
         });
}

std::string_view name_of(std::string_view ref) noexcept {
  return ref.substr(ref.rfind('/') + 1);
}

// The values that stand for the alternative `ref`: those that the mapping has for it, else its name.
json::array values_of(std::string_view ref, const json::object* mapping) {
  json::array values;
  if (mapping)
    for (const auto& member : *mapping) {
      const json::string* named = member.value().if_string();
      if (named && (json::view(*named) == ref || json::view(*named) == name_of(ref)))
        values.push_back(json::value(member.key()));
    }
  if (values.empty()) values.push_back(json::value(name_of(ref)));
  return values;
}

} // namespace

void add_discriminator(const document& source, const json::object& schema, json::object& out) {
  const json::object* discriminator = json::object_member(schema, "discriminator");
  const std::string_view member =
      discriminator ? json::string_member(*discriminator, "propertyName") : std::string_view{};
  if (member.empty()) return;
  const json::object* mapping = json::object_member(*discriminator, "mapping");
  for (const std::string_view keyword : {"oneOf", "anyOf"}) {
    const json::array* sources = json::array_member(schema, keyword);
    json::value* translated = out.if_contains(keyword);
    json::array* alternatives = translated ? translated->if_array() : nullptr;
    if (!sources || !alternatives || sources->size() != alternatives->size()) continue;
    for (std::size_t i = 0; i < std::min(sources->size(), most_alternatives); ++i) {
      const json::object* o = (*sources)[i].if_object();
      const std::string_view ref = o ? json::string_member(*o, "$ref") : std::string_view{};
      json::object* alternative = (*alternatives)[i].if_object();
      if (ref.empty() || !alternative || restricts(source, (*sources)[i], member, deepest)) continue;
      (*alternative)["required"] = json::array{json::value(member)};
      (*alternative)["properties"] = json::object{{member, json::object{{"enum", values_of(ref, mapping)}}}};
    }
  }
}

} // namespace http_task::description
