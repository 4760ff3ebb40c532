// Request settings as a command gets them: from a file, from standard input or made from an endpoint, bare or
// within a Conductor task.
#pragma once

#include "catalogue/catalogue.hpp"
#include "document/json.hpp"

#include <string>
#include <vector>

namespace http_task::host {

struct settings_input {
  std::string text;   // of the settings alone, as they were written
  json::value value;  // the same, parsed
  std::string name;   // for messages: the file, "standard input" or the id of the endpoint
  std::string prefix; // JSON Pointer of the settings in what was read, e.g. "/inputParameters/http_request"
};

// Reads FILE or "-". A Conductor task ({"inputParameters": ...}) and Conductor's inputParameters
// ({"http_request":
// {...}}) are taken for the settings that they hold.
[[nodiscard]] result<settings_input> read_settings(const std::string& file_or_dash);

// The same, and where there is no such file, the prefilled settings of the endpoint of that id; for the
// sandbox with made-up values for required fields that nothing documents.
[[nodiscard]] result<settings_input> read_settings_or_prefill(const std::string& file_or_id,
                                                              catalogue& endpoints, bool for_sandbox);

// Applies POINTER=JSON in turn; a value that is not JSON is a string. Fails with "usage" or "input.invalid".
[[nodiscard]] result<void> apply(const std::vector<std::string>& assignments, settings_input& settings);

// Fails with "settings.invalid" and the findings of validate, pointers into what was read.
[[nodiscard]] result<void> check(const settings_input& settings, catalogue& endpoints);

// The id of the endpoint that the settings were made from; "" when they do not say.
[[nodiscard]] std::string endpoint_of(const json::value& settings);

} // namespace http_task::host
