// The meta-schema of endpoint descriptions, schemas/endpoint-description.schema.json, as the library carries
// it.
#pragma once

#include "schema/validator.hpp"

namespace http_task::description {

// Compiled on first use; thread-safe.
[[nodiscard]] const schema::validator& meta_schema_validator();

} // namespace http_task::description
