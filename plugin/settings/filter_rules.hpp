// The parts of the settings that are JSONPath and look at the answer: outputFilter and successCondition.
#pragma once

#include "base/problem.hpp"
#include "settings/validate.hpp"
#include "json/value.hpp"

#include <string_view>
#include <vector>

namespace http_task::settings {

// What is no JSONPath is an error that names the character, and so is an expression in a stored one. Pointers
// start with `prefix`.
void check_filters(const json::object& settings, std::string_view prefix, stage when, report& found);

// The expressions in stored filters, which are refused: what they bring in would be read as a part of the
// query.
[[nodiscard]] std::vector<finding> find_expressions_in_filters(const json::object& settings,
                                                               std::string_view prefix);

} // namespace http_task::settings
