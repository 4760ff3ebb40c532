// The outline of an operation: what lists and the search show, without a look at its schemas but for the
// names of the body's members.
#pragma once

#include "description/endpoint.hpp"
#include "description/openapi_facts.hpp"

#include <string>

namespace http_task::description {

struct operation_place {
  std::string item_pointer; // of the path item, references followed
  std::string pointer;      // of the operation
  std::string path;         // with a slash in front, whatever the document has
  std::string method;       // upper case
};

[[nodiscard]] outline make_outline(const document_facts& facts, const operation_place& place,
                                   const json::object& operation);

// Names of parameters and of the body's members, each once and at most so many. What is looked at is taken
// from `budget`.
[[nodiscard]] std::vector<std::string> parameter_names(const document& source, openapi_version version,
                                                       const operation_place& place,
                                                       const json::object& operation, std::size_t& budget);

} // namespace http_task::description
