// What compile() makes of a schema: nodes (subschemas) that own a run of instructions (keywords), and the
// tables that the instructions point into. Owns everything; immutable once compiled, hence safe to share
// among threads.
#pragma once

#include "base/problem.hpp"
#include "schema/format.hpp"
#include "schema/pattern.hpp"
#include "json/value.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace http_task::schema {

using index = std::uint32_t;
inline constexpr index none = 0xFFFF'FFFF;

// The comment names the operands `a` and `b`.
enum class op : std::uint8_t {
  never,                  // the schema `false`
  type,                   // a: type bits
  constant,               // a: values
  enumeration,            // a: enumerations
  maximum,                // a: values
  exclusive_maximum,      // a: values
  minimum,                // a: values
  exclusive_minimum,      // a: values
  multiple_of,            // a: values
  max_length,             // a: code points
  min_length,             // a: code points
  pattern,                // a: patterns
  format,                 // a: format
  max_items,              // a: items
  min_items,              // a: items
  unique_items,           //
  max_properties,         // a: members
  min_properties,         // a: members
  required,               // a, b: first and last of names
  dependency,             // a: dependencies
  members,                // a: member_tables
  property_names,         // a: node
  elements,               // a: element_tables
  contains,               // a: contains_tables
  reference,              // a: node
  dynamic_reference,      // a: dynamic_tables
  all_of,                 // a, b: first and last of children
  any_of,                 // a, b: first and last of children
  one_of,                 // a, b: first and last of children
  not_,                   // a: node
  condition,              // a: conditions
  unevaluated_items,      // a: node
  unevaluated_properties, // a: node
};

struct instruction {
  op code;
  index a = none;
  index b = none;
};

struct node {
  index first = 0; // of its instructions
  index last = 0;
  index resource = 0;    // whose $id encloses it; the dynamic scope is a list of these
  index place = 0;       // in `places`
  index notes = none;    // in `annotations`, if the program was compiled with them
  bool collects = false; // has unevaluated*, so what its other keywords evaluated is kept
};

struct enumeration {
  std::vector<json::value> values;
  std::vector<std::string> texts; // the strings among them, sorted
};

struct member_table {
  std::vector<std::pair<std::string, index>> properties; // sorted by name
  std::vector<std::pair<index, index>> patterns;         // pattern, node
  index additional = none;
};

struct element_table {
  std::vector<index> prefix;
  index rest = none;
  bool rest_is_additional = false; // the keyword of `rest` is additionalItems
};

struct contains_table {
  index node;
  std::uint64_t least;
  std::uint64_t most;
  bool evaluates; // 2020-12: what matches counts as evaluated
};

struct dependency {
  std::string name;
  std::vector<std::string> required;
  index node = none;
};

struct condition {
  index if_;
  index then;
  index else_;
};

// The nodes among which the outermost resource of the dynamic scope chooses.
struct dynamic_table {
  index fallback;
  std::vector<std::pair<index, index>> targets; // resource, node; sorted
};

// What a sample may be taken from.
struct annotations {
  std::vector<json::value> examples; // in order of preference
};

struct program {
  std::vector<node> nodes; // the root is the first
  std::vector<instruction> instructions;
  std::vector<std::string_view> keywords; // of each instruction; static names
  std::vector<std::string> places;
  std::vector<index> children;
  std::vector<json::value> values;
  std::vector<enumeration> enumerations;
  std::vector<std::string> names;
  std::vector<schema::pattern> patterns;
  std::vector<member_table> member_tables;
  std::vector<element_table> element_tables;
  std::vector<contains_table> contains_tables;
  std::vector<dependency> dependencies;
  std::vector<condition> conditions;
  std::vector<dynamic_table> dynamic_tables;
  std::vector<annotations> notes;
  std::vector<finding> left_out;
  std::size_t steps = 0; // the limit of one check
};

// The schema `false`, which no value satisfies.
[[nodiscard]] inline bool is_false(const program& p, index n) noexcept {
  const node& at = p.nodes[n];
  return at.last == at.first + 1 && p.instructions[at.first].code == op::never;
}

} // namespace http_task::schema
