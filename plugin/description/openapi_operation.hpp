// One operation of an OpenAPI document to an endpoint description.
#pragma once

#include "description/definitions.hpp"
#include "description/endpoint.hpp"
#include "description/security.hpp"
#include "description/server.hpp"
#include "description/warning_list.hpp"
#include "json/value.hpp"

#include <string>
#include <vector>

namespace http_task::description {

// What all operations of a document share.
struct document_facts {
  std::string api;
  std::string title;
  std::string version;
  std::string source;
  std::vector<server> servers;
  description::security security;
};

struct operation_place {
  const json::object* path_item; // into the document
  const json::object* operation;
  std::string item_pointer;
  std::string pointer; // of the operation
  std::string path;    // with a slash in front, whatever the document has
  std::string method;  // upper case
};

// With `defs` for checking, `schema` stays empty.
[[nodiscard]] endpoint read_operation(const document_facts& facts, const operation_place& place,
                                      definitions& defs, warning_list& warnings);

} // namespace http_task::description
