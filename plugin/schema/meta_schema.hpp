// The meta-schemas of the standard dialects, written from the table of keywords.
//
// They accept and refuse the same schemas as the official documents and have the same URIs, anchors and names
// of definitions, so that a schema can refer to them or extend them; titles, comments and defaults are left
// out.
#pragma once

#include "schema/dialect.hpp"
#include "json/value.hpp"

#include <optional>
#include <string_view>

namespace http_task::schema {

struct meta_schema {
  json::value root;
  dialect language;
};

// `uri` has no fragment. nullopt if it is not the URI of a standard meta-schema or vocabulary.
[[nodiscard]] std::optional<meta_schema> make_meta_schema(std::string_view uri);

} // namespace http_task::schema
