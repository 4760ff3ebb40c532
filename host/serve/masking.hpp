// Secrets in bytes that another side sent, where the plugin hands them out as they came.
//
// The structured response of a test is masked by the plugin; the bytes of the answer beside it are not.
#pragma once

#include "document/json.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::host {

// What to look for: each value as it is, as in a JSON string, percent-encoded and in base64. Values below
// four bytes are not looked for: they would be found everywhere (docs/threat-model.md).
[[nodiscard]] std::vector<std::string> forms_of_secrets(const json::object& secrets);

// Hands out `bytes` in pieces, "***" in place of each text of `forms`.
void for_each_masked_piece(std::string_view bytes, const std::vector<std::string>& forms,
                           const std::function<void(std::string_view)>& take);

} // namespace http_task::host
