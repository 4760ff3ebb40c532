// What could stand in ${...}: each place of the input, of earlier answers, and the secrets.
#pragma once

#include "serve/step_context.hpp"

namespace http_task::host {

// [{"expression", "type", "source": "input | step | secret", "ref", "value", "madeUp"}]. "value" is a short
// text of the value; never that of a secret. Lists show their first item. Bounded in number and depth.
[[nodiscard]] json::array completions_of(const step_context& context, const json::object& definition,
                                         const std::vector<std::string>& secrets);

// A name as it stands behind a path: ".name", or "['any name']".
[[nodiscard]] std::string path_step(std::string_view name);

} // namespace http_task::host
