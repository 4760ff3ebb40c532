// OpenAPI 2.0 ("Swagger") where it differs from 3.x: servers, security schemes, collection formats, form
// parameters and the media types of an operation.
#pragma once

#include "description/definitions.hpp"
#include "description/document.hpp"
#include "description/openapi_body.hpp"
#include "description/openapi_style.hpp"
#include "description/parameter_list.hpp"
#include "description/server.hpp"
#include "description/trail.hpp"
#include "description/warning_list.hpp"
#include "json/value.hpp"

#include <string>
#include <vector>

namespace http_task::description {

// host, basePath and schemes; `operation` may have schemes of its own. Where the document names no scheme it
// is https, and without a host the server is relative.
[[nodiscard]] std::vector<server> swagger_servers(const document& source, const json::object* operation);

// Media types of "consumes" or "produces", those that are none left out.
[[nodiscard]] std::vector<std::string> media_types(const json::array* list);

// A Security Scheme Object of 2.0 in the words of 3.x.
[[nodiscard]] json::object modern_scheme(const json::object& scheme);

// collectionFormat in the words of read_style().
[[nodiscard]] openapi_style swagger_style(std::string_view in, const json::object& parameter, const trail& at,
                                          warning_list& warnings);

// The schema that a parameter other than a body has in itself.
[[nodiscard]] json::object swagger_parameter_schema(const parameter& p, definitions& defs,
                                                    warning_list& warnings);

// The body that the parameters "in": "body" and "formData" make. `consumes`: of the operation, else of the
// document.
[[nodiscard]] request_body swagger_body(const std::vector<parameter>& all,
                                        const std::vector<std::string>& consumes, definitions& defs,
                                        warning_list& warnings);

} // namespace http_task::description
