// Strings and numbers that satisfy a shape. The results are to be checked: patterns and formats are met one
// by one.
#pragma once

#include "schema/program.hpp"
#include "schema/random.hpp"
#include "schema/sample_shape.hpp"
#include "json/value.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace http_task::schema {

// `attempt` makes it vary: 0 is the plainest.
[[nodiscard]] std::optional<std::string> make_text(const program& p, const sample_shape& shape,
                                                   random_source& random, std::size_t attempt);

[[nodiscard]] std::optional<json::value> make_number(const sample_shape& shape, random_source& random,
                                                     std::size_t attempt);

} // namespace http_task::schema
