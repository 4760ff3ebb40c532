// ${...} expressions replaced by the values of a context (docs/expressions.md).
//
// A path that may select several values (a JSONPath with a wildcard, a slice, a filter, ..) gives the list of
// them, which may be empty.
//
// A string that is one expression takes the value with its type; within other text a string stands as it is,
// a number or boolean as JSON writes it, null as nothing, an object or array as compact JSON. Resolved in one
// pass: what an expression brings in is never read as an expression again. Names of members are not resolved.
#pragma once

#include "base/redact.hpp"
#include "base/result.hpp"
#include "expression/template.hpp"
#include "json/value.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace http_task::expression {

// Borrowed for the call.
struct context {
  const json::value* data = nullptr; // {"workflow": {"input": {}}, "<ref>": {"output": {}}}; nullptr: nothing
  const json::object* secrets = nullptr; // {"NAME": "value"}; nullptr: none
};

// Each secret that was used is added to `secrets_used`, also when resolving fails. Fails with
// "expression.invalid", "expression.unresolved" (one finding for each reference without value, with the
// nearest name that exists) or "input.limit"; pointers are into the template.
[[nodiscard]] result<json::value> resolve(const json::value& document, const context& from,
                                          redactor& secrets_used);

// A part of a resolved string.
struct part {
  std::string text;
  bool from_data = false; // brought in by an expression
};

// One string, its parts kept apart, for callers that care what came from where. The same failures with
// pointer "".
[[nodiscard]] result<std::vector<part>> resolve_parts(std::string_view text, const context& from,
                                                      redactor& secrets_used);

} // namespace http_task::expression
