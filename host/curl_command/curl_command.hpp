// A pasted curl command as request settings.
//
// Whatever of the command has no counterpart is named in a warning that says what it would have done.
// Credentials do not stand in the settings but beside them, under the names with which the settings refer to
// them.
#pragma once

#include "document/json.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http_task::host {

struct curl_warning {
  std::string option; // as it was written: "-k", "--digest", "$TOKEN"
  std::string detail;
};

struct curl_import {
  json::object settings;
  std::vector<curl_warning> warnings;
  std::vector<std::pair<std::string, std::string>> secrets; // name and value
};

// Fails with "input.invalid" where the text is no curl command, where only a shell could tell what it says,
// and where it has no URL of http or https.
[[nodiscard]] result<curl_import> read_curl_command(std::string_view text);

// {"settings", "warnings": [{"option", "detail"}], "secrets": {NAME: value}}
[[nodiscard]] json::object to_json(const curl_import& import);

} // namespace http_task::host
