// A documented example that its own schema refuses, made to fit.
#pragma once

#include "schema/sample.hpp"
#include "json/value.hpp"

#include <cstdint>
#include <optional>

namespace http_task::catalog {

// Numbers, integers and booleans in quotation marks become what the schema demands (and the other way round);
// other members that do not fit are replaced by a sample of their schema, missing ones added, forbidden ones
// removed. nullopt if that does not make it valid. `description` is the document that `source` was made from.
[[nodiscard]] std::optional<json::value> repair(json::value example, const schema::sample_source& source,
                                                const json::value& description, std::uint64_t seed);

} // namespace http_task::catalog
