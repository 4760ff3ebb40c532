// What a file keeps of an operation besides its source: where it stands, and what lists and search show.
#pragma once

#include "description/endpoint.hpp"
#include "description/openapi_outline.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace http_task::store {

struct stored_operation {
  description::operation_place place; // of a finished description only path and method
  description::outline outline;
};

// Sorts by path, then method.
[[nodiscard]] std::string operation_key(std::string_view path, std::string_view method);

// Path and method are in the key, id and API follow from them.
[[nodiscard]] std::string write_operation(const stored_operation& operation);
// nullopt if it is damaged.
[[nodiscard]] std::optional<stored_operation> read_operation(std::string_view api, std::string_view key,
                                                             std::string_view value);

// The part of a finished description.
[[nodiscard]] std::string description_key(std::string_view path, std::string_view method);

} // namespace http_task::store
