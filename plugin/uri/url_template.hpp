// A URI template that makes the URL of a request: RFC 6570 with names of OpenAPI (syntax::openapi), and with
// rules by which no value changes where the request goes.
//
// - In scheme and host only {name} may stand; the parser of URLs judges what comes out.
// - In the path {name} and {+name} need a value that is not empty, "." or "..". {/name}, {.name} and {;name}
//   may be left out, but are not emptied by a value that is null or empty. {+name} brings in no '?', '#', '['
//   or ']'. Nothing makes a segment that is "." or "..", also escaped, or one that is empty.
// - The query begins once: with '?' or with {?name}, not with both. {&name} goes on with it, and begins it
// when
//   nothing of {?name} had a value; nothing else stands behind {?name}. {+name} in the query may bring in
//   further parameters, that is what it is for, but no '#'.
// - {#name} is refused, because a fragment is not sent.
//
// Immutable after parsing.
#pragma once

#include "base/result.hpp"
#include "uri/parameter_style.hpp"
#include "uri/template.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::uri {

struct path_parameter {
  std::string_view name;
  const uri::value* value;
  std::optional<parameter_style> style; // for {name} alone; simple without it
};

// authority: also what stands before it.
enum class url_region { authority, path, query, fragment };

class url_template {
public:
  // Fails with "url.invalid", and with "url.structure_changed" on an expression that stands where a value
  // would change the structure.
  [[nodiscard]] static result<url_template> parse(std::string_view text);

  [[nodiscard]] std::vector<std::string> names() const { return template_.names(); }
  // Those of names() that must have a value, each once.
  [[nodiscard]] std::vector<std::string> required_names() const;

  // Fails with "input.path_param" on a value that is missing or not allowed where it stands, with
  // "input.conflict" on a style for a variable whose expression says itself how it is written, with
  // "input.invalid" on a value that cannot be written, and with "input.limit"; the pointer of all but the
  // last is the name of the variable as it stands. A parameter that the template does not use is ignored.
  [[nodiscard]] result<std::string> fill(std::span<const path_parameter> parameters) const;

private:
  uri_template template_;
  std::vector<url_region> regions_; // of each part; of a literal: where it ends
};

} // namespace http_task::uri
