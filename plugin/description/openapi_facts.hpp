// What all operations of a document share.
#pragma once

#include "base/result.hpp"
#include "description/dialect.hpp"
#include "description/document.hpp"
#include "description/read.hpp"
#include "description/security.hpp"
#include "description/server.hpp"
#include "description/warning_list.hpp"

#include <string>
#include <vector>

namespace http_task::description {

struct document_facts {
  openapi_version version = openapi_version::v3_0;
  std::string api;         // id
  std::string title;       // of the API
  std::string api_version; // info.version
  std::string source;
  std::vector<server> servers;
  std::string servers_pointer; // where they are from
  description::security security;
  std::vector<std::string> consumes; // media types of 2.0, in the order of the document
  std::vector<std::string> produces;
  // Nothing in the document is readOnly or writeOnly, so that a schema serves both directions. Only who has
  // seen all of the document knows; `false` is always right.
  bool one_direction = false;
};

// Reads "openapi" or "swagger", "info", "servers", "security" and what that refers to. Fails with
// "description.invalid" or, for an id that is none, "input.invalid".
[[nodiscard]] result<document_facts> read_facts(const document& source, const read_options& options,
                                                warning_list& warnings);

} // namespace http_task::description
