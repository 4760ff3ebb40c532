// The one table of keywords: which dialects know them, in which vocabulary, and what their values look like.
//
// The compiler checks schemas by it, the index of identifiers finds subschemas by it, and the meta-schemas
// are written from it. Sources: the JSON Schema core and validation drafts; OpenAPI 3.0.3, section 4.7.24.
#pragma once

#include "schema/dialect.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace http_task::schema {

enum class keyword : std::uint8_t {
  id,
  schema,
  anchor,
  dynamic_anchor,
  recursive_anchor,
  vocabulary,
  comment,
  ref,
  dynamic_ref,
  recursive_ref,
  definitions,
  type,
  nullable,
  const_,
  enum_,
  maximum,
  exclusive_maximum,
  minimum,
  exclusive_minimum,
  multiple_of,
  max_length,
  min_length,
  pattern,
  format,
  max_items,
  min_items,
  unique_items,
  prefix_items,
  items,
  additional_items,
  contains,
  max_contains,
  min_contains,
  max_properties,
  min_properties,
  required,
  dependent_required,
  properties,
  pattern_properties,
  additional_properties,
  property_names,
  dependencies,
  dependent_schemas,
  all_of,
  any_of,
  one_of,
  not_,
  if_,
  then,
  else_,
  unevaluated_items,
  unevaluated_properties,
  default_,
  example,
  examples,
  annotation,
  count_ // of the keywords above
};

// What a keyword's value has to be.
enum class shape : std::uint8_t {
  any,
  boolean,
  text,
  uri_reference,
  anchor, // a plain name
  number,
  positive,         // a number above zero
  count,            // an integer from zero
  type,             // the name of a type, or several of them
  names,            // strings, all different
  names_not_empty,  // the same, at least one
  values,           // an array
  values_not_empty, // the same, all different, at least one
  schema,
  schema_or_boolean, // draft 4 has no boolean schemas but these
  schemas,           // subschemas, at least one
  schema_or_schemas,
  schema_map,
  names_map,    // name to names
  dependencies, // name to names or subschema
  vocabularies, // URI to boolean
};

enum class vocabulary : std::uint8_t {
  core,
  applicator,
  unevaluated,
  validation,
  meta_data,
  format_annotation,
  format_assertion,
  content,
};

// A set of vocabularies.
using vocabularies = std::uint8_t;
[[nodiscard]] constexpr vocabularies only(vocabulary v) noexcept {
  return static_cast<vocabularies>(1U << static_cast<unsigned>(v));
}

struct keyword_entry {
  std::string_view name;
  keyword id;
  std::uint8_t dialects; // bit per dialect
  vocabulary group;
  shape value;

  [[nodiscard]] constexpr bool is_in(dialect d) const noexcept {
    return (dialects & (1U << static_cast<unsigned>(d))) != 0;
  }
};

// Sorted by name; a keyword whose shape changed between the dialects has several entries.
[[nodiscard]] std::span<const keyword_entry> keyword_table() noexcept;

// nullptr if the dialect does not know the keyword.
[[nodiscard]] const keyword_entry* find_keyword(std::string_view name, dialect d) noexcept;

} // namespace http_task::schema
