// URI templates (RFC 6570), levels 1 to 4: parsed once, expanded any number of times. For templates that make
// the URL of a request see uri/url_template.hpp, which adds the rules that keep data in its place.
//
// Immutable after parsing, so any thread may expand. Bounded: a template of at most 65,536 bytes and 1,000
// variables, an expansion of at most longest_expansion bytes.
#pragma once

#include "base/result.hpp"
#include "uri/expansion.hpp"
#include "uri/value.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace http_task::uri {

// Section 2.4: a variable of an expression with its modifier.
struct variable_spec {
  std::string name;
  bool explode = false;
  std::size_t prefix = 0; // characters (code points) of the value; 0 is all of it
};

// Section 2.2: what stands in braces.
struct expression {
  char op = '\0'; // one of + # . / ; ? & or '\0' for simple expansion
  std::vector<variable_spec> variables;
  std::string text; // as it stands, braces included, for messages

  // {name} and nothing more.
  [[nodiscard]] bool is_plain() const noexcept {
    return op == '\0' && variables.size() == 1 && !variables[0].explode && variables[0].prefix == 0;
  }
};

using template_part = std::variant<std::string, expression>;

struct variable {
  std::string_view name;
  const uri::value* value;
};

enum class syntax {
  rfc6570, // to the letter; literals are escaped where a URI cannot hold them
  openapi  // a name alone in braces may also be one of OpenAPI, e.g. {user-id}, {$top}, {filter[name]};
           // literals stay as they are, for a parser of URLs to judge
};

class uri_template {
public:
  // Fails with "url.invalid"; the message names the position (bytes, from 1).
  [[nodiscard]] static result<uri_template> parse(std::string_view text, syntax accepted = syntax::rfc6570);

  [[nodiscard]] std::span<const template_part> parts() const noexcept { return parts_; }
  // Each once, in the order of their first appearance.
  [[nodiscard]] std::vector<std::string> names() const;

  // A variable that is not among them is undefined. Fails with "input.invalid" on a value that the expression
  // has no way to write (a prefix of a list, a list within a list), pointer the name as it stands, and with
  // "input.limit".
  [[nodiscard]] result<std::string> expand(std::span<const variable> variables) const;

private:
  std::vector<template_part> parts_;
};

// One expression alone, for those who look at each.
[[nodiscard]] std::optional<problem> append_expression(std::string& out, const expression& e,
                                                       std::span<const variable> variables);

// nullptr if there is no such variable or it is undefined.
[[nodiscard]] const value* find_defined(std::span<const variable> variables, std::string_view name) noexcept;

} // namespace http_task::uri
