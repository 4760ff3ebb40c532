// All operations of an OpenAPI document, without a look at their schemas: the cheap half of reading it.
#pragma once

#include "base/result.hpp"
#include "description/endpoint.hpp"
#include "description/openapi_facts.hpp"
#include "description/openapi_outline.hpp"
#include "description/read.hpp"
#include "json/value.hpp"

#include <vector>

namespace http_task::description {

struct openapi_scan {
  document_facts facts;
  std::vector<outline> endpoints;      // in the order of the document
  std::vector<operation_place> places; // places[i] is where endpoints[i] stands, for compile_operation()
  std::vector<finding> warnings;
};

// Fails with "description.invalid" if the document has no "paths" (nor webhooks), and with
// "description.limit" if it is nested too deeply. One without an operation that can be used is no failure but
// has a warning. `root` may go away afterwards.
[[nodiscard]] result<openapi_scan> scan_openapi(const json::value& root, const read_options& options = {});

// The same; unless options.check is false, the warnings include those that describing every operation would
// give.
[[nodiscard]] result<openapi_scan> scan_checked(const json::value& root, const read_options& options);

} // namespace http_task::description
