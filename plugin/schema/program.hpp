// What compile() makes of a schema: nodes (subschemas) that own a run of instructions (keywords), and the
// tables that the instructions point into. Owns everything; immutable once compiled, hence safe to share
// among threads.
//
// The instructions are there twice. `instructions` follow the schema keyword by keyword: what the
// explanation, the output and the samples walk. `code` is what the check runs, made from them by
// specialize.hpp: per node and kind of value, with what the kind alone decides already decided.
#pragma once

#include "base/problem.hpp"
#include "schema/format.hpp"
#include "schema/pattern.hpp"
#include "schema/text_set.hpp"
#include "schema/text_table.hpp"
#include "json/value.hpp"

#include <array>
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
  members,                // a: member_tables; b: 1 in `code`, where it includes `required`
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
  // These stand in `code` only.
  text_among, // a: enumerations; the value is a string
  collect,    // a, b: first and last of code; notes what it evaluates, for the unevaluated* in it
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

// A part of `code`, which a value of one kind has to satisfy.
struct run {
  // What the part is, so that the commonest need no look at the code.
  enum class form : std::uint8_t {
    rejecting, // every value of the kind
    accepting, // every value of the kind
    leaf,      // applies no other node
    texts,     // one `text_among`
    members,   // one `members`, where no member counts but those with names, nor the dynamic scope
    items,     // one `elements` that says the same of all of them; nor does the dynamic scope
    any,
  };

  index first = 0;
  index operand : 28 = 0; // of a single instruction its own, else the end of the part
  index how : 4 = static_cast<index>(form::accepting);

  [[nodiscard]] constexpr bool is(form f) const noexcept { return how == static_cast<index>(f); }
  [[nodiscard]] constexpr bool accepts() const noexcept { return is(form::accepting); }
  [[nodiscard]] constexpr bool rejects() const noexcept { return is(form::rejecting); }
  [[nodiscard]] constexpr index last() const noexcept {
    return is(form::texts) || is(form::members) || is(form::items) ? first + 1 : operand;
  }
};

static_assert(sizeof(run) == 8); // those of a node fill one line of the cache

// What a node means for each kind of value.
using runs_by_kind = std::array<run, 8>;

struct enumeration {
  std::vector<json::value> values;
  text_set texts; // the strings among them
};

struct member_table {
  std::vector<std::pair<std::string, index>> properties; // sorted by name
  std::vector<std::pair<index, index>> patterns;         // pattern, node
  index additional = none;
  std::uint16_t accepted = 0; // the kinds of values that `additional` accepts whatever they are

  // The same names, and those that are only required, in the order of the schema, which mostly is the order
  // that instances have. Of an entry, `value` is the node or none and `required` is how many of the names
  // from it on are required. The others say what a glance tells (accepted_values.hpp): `flags` are the kinds
  // of values that the node accepts whatever they are, `item_flags` the kinds of items that let it accept an
  // array, `texts` the strings if they are all that decides about strings, `items` the table for the objects
  // of an array if it is flat and nothing else is demanded.
  text_table names;

  [[nodiscard]] static bool is_required(const text_table::entry& e) noexcept {
    return (&e + 1)->required != e.required;
  }
  // How many names are.
  [[nodiscard]] std::uint32_t required() const noexcept { return names.entries().front().required; }
  template<class Predicate> // of the position of a name
  void require(Predicate is_required) {
    for (std::size_t i = names.texts().size(); i-- > 0;)
      names.entries()[i].required = names.entries()[i + 1].required + (is_required(i) ? 1 : 0);
  }

  // A glance settles most members: none has members or items that have to be evaluated.
  bool is_flat = false;

  // No member counts but those with these names.
  [[nodiscard]] bool is_open() const noexcept { return additional == none && patterns.empty(); }
};

struct element_table {
  std::vector<index> prefix;
  index rest = none;
  bool rest_is_additional = false; // the keyword of `rest` is additionalItems
  std::uint16_t accepted = 0;      // the kinds of values that `rest` accepts whatever they are
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

// What a schema says about values without asserting anything; kept only for who needs it.
struct annotations {
  std::vector<json::value> examples;                       // what a sample may be taken from, best first
  std::vector<std::pair<std::string, json::value>> values; // keyword and value, for the output
};
enum class retained : std::uint8_t { nothing, examples, annotations };

struct program {
  program() = default;
  program(program&&) = default; // only moved, for the tables of members point to other tables
  program& operator=(program&&) = default;

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
  std::vector<std::pair<std::string, std::string>> resources; // URI, place; only with annotations
  std::vector<finding> left_out;
  std::vector<runs_by_kind> runs; // of each node
  std::vector<instruction> code;
  const member_table* root_members = nullptr; // if that is all the root says of objects, as form::members
  std::size_t steps = 0;                      // the limit of one check
};

// The schema `false`, which no value satisfies.
[[nodiscard]] inline bool is_false(const program& p, index n) noexcept {
  const node& at = p.nodes[n];
  return at.last == at.first + 1 && p.instructions[at.first].code == op::never;
}

} // namespace http_task::schema
