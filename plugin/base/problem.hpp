// What went wrong, in words a person can act on.
//
// A problem is a value with the members of RFC 9457 (type, title, detail) and of this product: where in which
// document, what was expected, what to do. It never holds a secret: whoever fills it redacts first.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace http_task {

// One finding of several, e.g. one violated keyword of a schema.
struct finding {
  std::string pointer;    // JSON Pointer (RFC 6901) into the document; "" is the whole document
  std::string detail;     // one sentence: what was expected and what was found
  std::string expected;   // "" if there is nothing to add to `detail`
  std::string suggestion; // what was probably meant, as JSON text or a name; "" if unknown
};

struct problem {
  problem() = default; // not an aggregate: a string alone makes no problem, so that result<std::string> works

  // The dotted class, e.g. "input.invalid" or "timeout.connect". It is RFC 9457's `type` (a relative URI
  // reference) and what programs compare; the first part decides the exit status of the command line.
  std::string type;
  std::string title;   // the same for each problem of a type
  std::string detail;  // this occurrence: what was expected and what was found
  std::string pointer; // JSON Pointer into `source`; "" is the whole document
  std::string source;  // the document meant: "settings", "context", "options", a file name; "" if none
  std::string advice;  // what to do about it; "" if unknown
  std::string phase;   // "dns connect tls send wait receive policy" during an exchange; "" otherwise
  std::optional<bool> retryable; // set only where a request was or could have been sent
  std::vector<finding> findings;
};

// `title` is looked up from the type; an unknown type takes its own name as title.
[[nodiscard]] problem make_problem(std::string_view type, std::string detail, std::string pointer = {});
[[nodiscard]] std::string_view problem_title(std::string_view type) noexcept;

// What a finding says of a problem: its detail, and what to do about it.
[[nodiscard]] std::string with_advice(const problem& p);

// The same problem with where it belongs added; for callers that know more than the callee.
[[nodiscard]] problem in_source(problem p, std::string_view source);
[[nodiscard]] problem below(problem p, std::string_view pointer_prefix);

} // namespace http_task
