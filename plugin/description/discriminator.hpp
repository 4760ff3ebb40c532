// OpenAPI's `discriminator` (3.1.1, section 4.8.25) as plain JSON Schema.
#pragma once

#include "description/document.hpp"
#include "json/value.hpp"

namespace http_task::description {

// Has each alternative of `out` (the translation of `schema`) demand the member that tells which one is
// meant, with the values that name it, unless the alternative itself says so already. Alternatives that
// overlap without it then exclude each other, as `oneOf` wants.
void add_discriminator(const document& source, const json::object& schema, json::object& out);

} // namespace http_task::description
