// The dialects of JSON Schema that are understood, and what a schema's "$schema" says about its own.
#pragma once

#include <optional>
#include <string_view>

namespace http_task::schema {

// In the order of their age. `openapi30` is the Schema Object of OpenAPI 3.0: draft 4 with `nullable`,
// without `id`, `patternProperties` and the like; `example`, `discriminator` and `xml` assert nothing.
enum class dialect { draft4, openapi30, draft6, draft7, draft2019_09, draft2020_12 };

// The dialect whose meta-schema has this URI (with or without an empty fragment); nullopt for any other URI.
// OpenAPI 3.1's and 3.2's own dialects are 2020-12 with annotations.
[[nodiscard]] std::optional<dialect> dialect_of(std::string_view meta_schema_uri) noexcept;

} // namespace http_task::schema
