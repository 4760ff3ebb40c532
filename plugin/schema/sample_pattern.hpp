// Texts that match a pattern.
#pragma once

#include "schema/pattern.hpp"
#include "schema/random.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace http_task::schema {

// One text; where the pattern leaves open how often something is repeated, up to `extra` times more than it
// must. nullopt if the pattern contradicts itself or is too large. Anchors and word boundaries are taken for
// granted, so the text is to be checked.
[[nodiscard]] std::optional<std::string> make_match(const pattern& p, random_source& random,
                                                    std::size_t extra);

} // namespace http_task::schema
