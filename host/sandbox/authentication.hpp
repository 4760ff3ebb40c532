// Whether a request carries what an endpoint demands to know who calls. What it says is not checked: a
// sandbox has no accounts.
#pragma once

#include "document/json.hpp"
#include "sandbox/message.hpp"

#include <string>

namespace http_task::host {

struct authentication_demand {
  bool met = true;
  std::string expected;  // in words: "Authorization: Bearer, or apikey in the query"
  std::string challenge; // for WWW-Authenticate; "" when HTTP has no word for it
};

// `endpoint` is the annotation of the description: any one of the alternatives in its "security" will do.
[[nodiscard]] authentication_demand check_authentication(const json::object& endpoint,
                                                         const sandbox_request& request);

} // namespace http_task::host
