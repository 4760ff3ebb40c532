// The Parameter Objects of an operation, references followed and each once.
#pragma once

#include "description/dialect.hpp"
#include "description/document.hpp"
#include "description/warning_list.hpp"
#include "json/value.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::description {

struct parameter {
  std::string in; // "path", "query", "header", "cookie"; 3.2: "querystring"; 2.0: "body", "formData"
  std::string name;
  const json::object* object;
  std::string pointer; // of the object
};

// Those of the path item at `item`, overridden by those of the operation at `operation`; in the order of the
// document. Those that cannot be used are left out with a warning. Each takes one from `budget`, and without
// it the rest is left out: operations that share a long list could multiply it without bound.
[[nodiscard]] std::vector<parameter> list_parameters(const document& source, openapi_version version,
                                                     std::string_view item, std::string_view operation,
                                                     std::size_t& budget, warning_list& warnings);

} // namespace http_task::description
