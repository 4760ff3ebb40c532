// Which specification a document was written for, and with it how its schemas are read.
#pragma once

#include "description/document.hpp"

#include <optional>
#include <string>

namespace http_task::description {

enum class openapi_version { v2_0, v3_0, v3_1, v3_2 };

// What stands under "version", "openapi" or "swagger", as text: a string, but YAML makes a number of `1.0`
// without quotation marks. "" for anything else.
[[nodiscard]] std::string version_text(const json::value* version);

// By the member "swagger" or "openapi"; nullopt if it is neither, or of a version that nobody knows.
[[nodiscard]] std::optional<openapi_version> version_of(const document& source);

// Whether schemas are JSON Schema 2020-12 with OpenAPI's vocabulary (3.1.1, section 4.8.24). Before, they are
// an extended subset of an old draft.
[[nodiscard]] constexpr bool has_json_schema(openapi_version v) noexcept {
  return v >= openapi_version::v3_1;
}

} // namespace http_task::description
