// An answer as an endpoint could give it: for the sandbox, mocks and previews.
#pragma once

#include "base/result.hpp"
#include "description/endpoint.hpp"
#include "json/value.hpp"

#include <cstdint>
#include <string>

namespace http_task::catalog {

struct sample_request {
  std::string status;     // "200", "404", ...; "" for the first successful one of the description
  std::uint64_t seed = 0; // the same seed gives the same sample
};

// {"statusCode", "contentType", "headers": {}, "body": JSON, "from": "example | schema | nothing"}, as
// sdk/include/http_task/catalog.h has it. The documented example where it is valid or can be made so
// (Dialpad's says "id": "1001" where its schema demands an integer), else a sample of the schema; the body
// satisfies the schema either way. A status that the description does not have takes the class ("4XX"), then
// "default"; fails with "input.invalid" when there is neither.
[[nodiscard]] result<json::value> sample(const description::endpoint& endpoint,
                                         const sample_request& request = {});

} // namespace http_task::catalog
