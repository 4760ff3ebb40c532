// validate of catalog/1 with a schema of the caller's own instead of request settings.
#pragma once

#include "base/result.hpp"
#include "json/value.hpp"

namespace http_task::abi {

// Whether the document asks for it: it has both "schema" and "instance", which no request settings have.
[[nodiscard]] bool is_schema_check(const json::value& document) noexcept;

// {"schema", "instance", "output": "flag" | "basic" | "detailed"}: the output of the specification; without
// "output"
// {"valid", "errors": [finding], "warnings": []}. The schema is 2020-12 unless "$schema" says otherwise.
// Fails with "input.invalid" and like schema::compile().
[[nodiscard]] result<json::value> check_schema(const json::object& request);

} // namespace http_task::abi
