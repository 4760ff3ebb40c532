// Request settings checked before anything is sent: against their own schema, the rules of HTTP that a schema
// has no word for, and the description of their endpoint.
#pragma once

#include "base/problem.hpp"
#include "json/value.hpp"

#include <vector>

namespace http_task::settings {

struct report {
  std::vector<finding> errors;   // sending would fail, or break the description of the endpoint
  std::vector<finding> warnings; // sending works; something has no effect or is probably not meant

  [[nodiscard]] bool valid() const noexcept { return errors.empty(); }
};

enum class stage {
  stored,  // as a workflow definition stores them: a value that is one ${...} passes any check
  resolved // as they are sent: text that looks like an expression is text
};

// Findings in the order of the document, one for a spot; pointers into `settings` as given (also below
// "/http_request"). `description` may be null; parts of it that cannot be compiled check nothing.
[[nodiscard]] report validate(const json::value& settings, const json::value* description,
                              stage when = stage::stored);

} // namespace http_task::settings
