// JSON Schema: compile once, check many instances.
//
// Drafts 4, 6, 7, 2019-09, 2020-12 and the Schema Object of OpenAPI 3.0; docs/json-schema.md lists what is
// supported and what is not. compile() turns a schema into a flat program that owns all it needs: schema,
// options and registry may go away afterwards. Checking a valid instance allocates nothing but in the cases
// that the same page lists. Patterns run in linear time.
#pragma once

#include "base/result.hpp"
#include "schema/dialect.hpp"
#include "schema/registry.hpp"
#include "schema/violation.hpp"
#include "json/value.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace http_task::schema {

struct program;

struct compile_limits {
  std::size_t depth = 256; // of the schema's JSON, and of subschemas applied to one and the same value
  std::size_t references = 50'000; // $ref, $dynamicRef and $recursiveRef that are followed
  std::size_t size = 200'000;      // subschemas of the program
  std::size_t steps = 50'000'000;  // subschemas applied in one check; beyond that the instance is refused
};

struct compile_options {
  dialect default_dialect = dialect::draft2020_12; // of a schema without "$schema"
  const registry* documents = nullptr; // borrowed for the call; nullptr: only the standard meta-schemas
  bool assert_formats = true;          // false: `format` asserts only where a vocabulary demands it
  compile_limits limits = {};
  std::string base_uri = {}; // where the document was retrieved from, absolute; "" if it came from nowhere
  std::string pointer = {};  // compile the subschema at this JSON Pointer of the document
  // Leaves out keywords that are malformed or not supported, such as a pattern with a lookahead, instead of
  // refusing the schema; validator::left_out() lists them. For descriptions that others wrote.
  bool tolerant = false;
  bool annotations = false; // keep what validator::output() says of valid instances
};

// The output forms of the specification (2019-09, section 10; 2020-12, section 12).
enum class output_form : std::uint8_t { flag, basic, detailed };

// A run-time exemption: a value for which it returns true satisfies every subschema, e.g. a string that is
// one
// `${...}` expression and whose type is not known yet. It is called often, so it should be cheap.
using exemption = bool (*)(const json::value&);

class validator {
public:
  // For compile(); a validator always has a program.
  explicit validator(std::shared_ptr<const program> p) noexcept : program_(std::move(p)) {}

  [[nodiscard]] bool is_valid(const json::value& instance, exemption accept_any = nullptr) const;

  // The leaves a person wants to read, in document order, at most `most` of them; empty if the instance is
  // valid.
  [[nodiscard]] std::vector<violation> check(const json::value& instance, std::size_t most = 100,
                                             exemption accept_any = nullptr) const;

  // What the specification prescribes for machines: {"valid", ...} with the units of errors or, if the
  // instance is valid and the schema was compiled with its annotations, of annotations. Bounded; a unit says
  // if there is more.
  [[nodiscard]] json::value output(const json::value& instance, output_form form) const;

  // What a tolerant compile() left out; `pointer` is into the schema.
  [[nodiscard]] const std::vector<finding>& left_out() const noexcept;

private:
  std::shared_ptr<const program> program_;
};

// Fails with "input.invalid" (the schema breaks its dialect, a reference leads nowhere or round in a circle),
// "input.unsupported" (a pattern outside of RE2, an unknown required vocabulary, an unknown "$schema") or
// "input.limit". The problem's pointer is into `schema`; `source` names another document if the fault lies
// there.
[[nodiscard]] result<validator> compile(const json::value& schema, const compile_options& options = {});

} // namespace http_task::schema
