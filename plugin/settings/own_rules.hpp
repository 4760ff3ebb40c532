// What request settings must be by themselves: their schema, and hints for what people mean who miss a name
// of it.
#pragma once

#include "schema/validator.hpp"
#include "settings/read.hpp"
#include "settings/validate.hpp"

namespace http_task::settings {

// Pointers are into `document`, of which `where` is the part with the settings.
[[nodiscard]] report check_own_rules(const json::value& document, const located& where, stage when);

// The violations of a schema by one instance, as findings whose pointers start with `prefix`. While settings
// are stored, what a string with an expression in it will be is not known, so only its type counts.
[[nodiscard]] std::vector<finding> check_against(const schema::validator& validator,
                                                 const json::value& instance, std::string_view prefix,
                                                 stage when);

} // namespace http_task::settings
