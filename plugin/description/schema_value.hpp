// Small questions about the values of a schema's keywords, and `null` added to what a schema allows.
#pragma once

#include "json/value.hpp"

#include <optional>

namespace http_task::description {

[[nodiscard]] bool is_count(const json::value& v) noexcept;
[[nodiscard]] bool is_positive(const json::value& v) noexcept;
[[nodiscard]] bool is_filled_array(const json::value& v) noexcept;
[[nodiscard]] bool is_type_name(const json::value& v) noexcept; // one of JSON Schema's seven
// The names of a list of them, each once; nullopt if it holds anything else.
[[nodiscard]] std::optional<json::array> type_names(const json::value& v);

// Whether `type` (one name) allows `v`; an unknown name allows all.
[[nodiscard]] bool has_type(const json::value& v, std::string_view type) noexcept;

// `v` if the schema's own `type` and `enum` allow it, or what a careless writer meant: "10" where an integer,
// a number or a boolean is demanded. nullopt if neither.
[[nodiscard]] std::optional<json::value> fit_to_schema(const json::value& v, const json::object& schema);

// Makes a 2020-12 schema of a `nullable` one.
void allow_null(json::object& schema);

} // namespace http_task::description
