#include "schema/keyword.hpp"

#include "schema/text_table.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace http_task::schema {
namespace {

constexpr std::uint8_t bit(dialect d) noexcept {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(d));
}

constexpr std::uint8_t d4 = bit(dialect::draft4);
constexpr std::uint8_t oas = bit(dialect::openapi30);
constexpr std::uint8_t d6 = bit(dialect::draft6);
constexpr std::uint8_t d7 = bit(dialect::draft7);
constexpr std::uint8_t d19 = bit(dialect::draft2019_09);
constexpr std::uint8_t d20 = bit(dialect::draft2020_12);
constexpr std::uint8_t from19 = d19 | d20;
constexpr std::uint8_t from7 = d7 | from19;
constexpr std::uint8_t from6 = d6 | from7;
constexpr std::uint8_t json_schema = d4 | from6;
constexpr std::uint8_t all = json_schema | oas;

using enum vocabulary;
using k = keyword;
using s = shape;

constexpr std::array table = std::to_array<keyword_entry>({
    {"$anchor", k::anchor, from19, core, s::anchor},
    {"$comment", k::comment, from7, core, s::text},
    {"$defs", k::definitions, from19, core, s::schema_map},
    {"$dynamicAnchor", k::dynamic_anchor, d20, core, s::anchor},
    {"$dynamicRef", k::dynamic_ref, d20, core, s::uri_reference},
    {"$id", k::id, from6, core, s::uri_reference},
    {"$recursiveAnchor", k::recursive_anchor, d19, core, s::boolean},
    {"$recursiveRef", k::recursive_ref, d19, core, s::uri_reference},
    {"$ref", k::ref, all, core, s::uri_reference},
    {"$schema", k::schema, json_schema, core, s::uri_reference},
    {"$vocabulary", k::vocabulary, from19, core, s::vocabularies},
    {"additionalItems", k::additional_items, d4, applicator, s::schema_or_boolean},
    {"additionalItems", k::additional_items, d6 | d7 | d19, applicator, s::schema},
    {"additionalProperties", k::additional_properties, d4 | oas, applicator, s::schema_or_boolean},
    {"additionalProperties", k::additional_properties, from6, applicator, s::schema},
    {"allOf", k::all_of, all, applicator, s::schemas},
    {"anyOf", k::any_of, all, applicator, s::schemas},
    {"const", k::const_, from6, validation, s::any},
    {"contains", k::contains, from6, applicator, s::schema},
    {"contentEncoding", k::annotation, from7, content, s::text},
    {"contentMediaType", k::annotation, from7, content, s::text},
    {"contentSchema", k::annotation, from19, content, s::schema},
    {"default", k::default_, all, meta_data, s::any},
    {"definitions", k::definitions, json_schema, core, s::schema_map},
    {"dependencies", k::dependencies, json_schema, applicator, s::dependencies},
    {"dependentRequired", k::dependent_required, from19, validation, s::names_map},
    {"dependentSchemas", k::dependent_schemas, from19, applicator, s::schema_map},
    {"deprecated", k::annotation, from19 | oas, meta_data, s::boolean},
    {"description", k::annotation, all, meta_data, s::text},
    {"else", k::else_, from7, applicator, s::schema},
    {"enum", k::enum_, d4 | d6, validation, s::values_not_empty},
    {"enum", k::enum_, from7 | oas, validation, s::values},
    {"example", k::example, all, meta_data, s::any},
    {"examples", k::examples, from6, meta_data, s::values},
    {"exclusiveMaximum", k::exclusive_maximum, d4 | oas, validation, s::boolean},
    {"exclusiveMaximum", k::exclusive_maximum, from6, validation, s::number},
    {"exclusiveMinimum", k::exclusive_minimum, d4 | oas, validation, s::boolean},
    {"exclusiveMinimum", k::exclusive_minimum, from6, validation, s::number},
    {"format", k::format, all, format_annotation, s::text},
    {"id", k::id, d4, core, s::uri_reference},
    {"if", k::if_, from7, applicator, s::schema},
    {"items", k::items, d4 | d6 | d7 | d19, applicator, s::schema_or_schemas},
    {"items", k::items, d20 | oas, applicator, s::schema},
    {"maxContains", k::max_contains, from19, validation, s::count},
    {"maxItems", k::max_items, all, validation, s::count},
    {"maxLength", k::max_length, all, validation, s::count},
    {"maxProperties", k::max_properties, all, validation, s::count},
    {"maximum", k::maximum, all, validation, s::number},
    {"minContains", k::min_contains, from19, validation, s::count},
    {"minItems", k::min_items, all, validation, s::count},
    {"minLength", k::min_length, all, validation, s::count},
    {"minProperties", k::min_properties, all, validation, s::count},
    {"minimum", k::minimum, all, validation, s::number},
    {"multipleOf", k::multiple_of, all, validation, s::positive},
    {"not", k::not_, all, applicator, s::schema},
    {"nullable", k::nullable, oas, validation, s::boolean},
    {"oneOf", k::one_of, all, applicator, s::schemas},
    {"pattern", k::pattern, all, validation, s::text},
    {"patternProperties", k::pattern_properties, all, applicator, s::schema_map},
    {"prefixItems", k::prefix_items, d20, applicator, s::schemas},
    {"properties", k::properties, all, applicator, s::schema_map},
    {"propertyNames", k::property_names, from6, applicator, s::schema},
    {"readOnly", k::annotation, from7 | oas, meta_data, s::boolean},
    {"required", k::required, d4 | oas, validation, s::names_not_empty},
    {"required", k::required, from6, validation, s::names},
    {"then", k::then, from7, applicator, s::schema},
    {"title", k::annotation, all, meta_data, s::text},
    {"type", k::type, all, validation, s::type},
    {"unevaluatedItems", k::unevaluated_items, from19, unevaluated, s::schema},
    {"unevaluatedProperties", k::unevaluated_properties, from19, unevaluated, s::schema},
    {"uniqueItems", k::unique_items, all, validation, s::boolean},
    {"writeOnly", k::annotation, from7 | oas, meta_data, s::boolean},
});

static_assert(std::ranges::is_sorted(table, {}, &keyword_entry::name));

// The first entry of each name.
text_table make_names() {
  std::vector<std::string> names;
  std::vector<std::uint32_t> first;
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (i > 0 && table[i].name == table[i - 1].name) continue;
    names.emplace_back(table[i].name);
    first.push_back(static_cast<std::uint32_t>(i));
  }
  return text_table(std::move(names), first);
}

} // namespace

std::span<const keyword_entry> keyword_table() noexcept {
  return table;
}

const keyword_entry* find_keyword(std::string_view name, dialect d) noexcept {
  static const text_table names = make_names();
  const text_table::entry* const first = names.find(name);
  if (!first) return nullptr;
  for (const auto* at = table.data() + first->value; at != table.data() + table.size() && at->name == name;
       ++at) {
    if (at->is_in(d)) return at;
  }
  return nullptr;
}

} // namespace http_task::schema
