// Texts of a pasted command on their way into settings: expressions, percent-encoding, lists of pairs.
#pragma once

#include "document/json.hpp"
#include "sandbox/message.hpp" // lower_case, percent_decoded

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http_task::host {

// A word as a string of settings: variables of the shell become ${workflow.input.NAME} (those that are
// expressions of a workflow stay), and what merely looks like an expression is escaped.
[[nodiscard]] std::string as_setting(std::string_view word);

using pairs = std::vector<std::pair<std::string, std::string>>; // decoded; variables still marked

// What queryParameters or a form would write for the pairs is `text` to the letter, or there is no value:
// names stand together, "%" is upper case, nothing is left bare that would be encoded. `form`: blanks are
// "+".
[[nodiscard]] std::optional<pairs> read_pairs(std::string_view text, bool form);

// Values of a name that comes again become a list. Strings are such as settings take.
[[nodiscard]] json::object as_object(const pairs& list);

[[nodiscard]] std::string percent_encoded(std::string_view text, bool form);

} // namespace http_task::host
