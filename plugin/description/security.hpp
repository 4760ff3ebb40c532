// What an operation demands to know who calls: OpenAPI's security requirements to the `authentication` of the
// settings.
#pragma once

#include "description/dialect.hpp"
#include "description/document.hpp"
#include "description/trail.hpp"
#include "description/warning_list.hpp"
#include "json/value.hpp"

#include <string>
#include <string_view>

namespace http_task::description {

struct security {
  json::array alternatives; // any of them will do: [{"schemes": [name], "scopes": [name]}]
  json::object schemes;     // the Security Scheme Objects that the alternatives name
  json::object
      authentication; // the property of the settings; empty if nothing is demanded or nothing can be met
  // Properties of `headers`, `queryParameters` and `cookies`: the second and further keys of an alternative
  // that demands several together.
  json::object header_fields;
  json::object query_members;
  json::object cookies;
};

// `requirements`: the operation's, else the document's; nullptr for none.
[[nodiscard]] security read_security(const document& source, openapi_version version,
                                     const json::array* requirements, std::string_view api, const trail& at,
                                     warning_list& warnings);

// "dialpad.com" to "DIALPAD", "api.example.co.uk" to "EXAMPLE": the beginning of the names of the API's
// secrets.
[[nodiscard]] std::string secret_prefix(std::string_view api);

} // namespace http_task::description
