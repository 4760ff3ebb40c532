// Request settings from JSON.
#pragma once

#include "base/result.hpp"
#include "settings/request_settings.hpp"
#include "json/value.hpp"

#include <string>

namespace http_task::settings {

// Where the settings stand in the document that was given.
struct located {
  const json::value* settings; // an object, borrowed from the document
  std::string pointer;         // "" or "/http_request"
};

// Takes the settings themselves or Conductor's inputParameters, which may hold them under "http_request".
// Fails with "settings.invalid" if the document is neither.
[[nodiscard]] result<located> unwrap(const json::value& document);

// `document` has its expressions resolved: what still looks like one is text. Fails with "settings.invalid",
// source "settings", and one finding for each thing that is wrong; a name that is not known is one of them.
// Finds what the schema of the settings can say; what takes the rules of HTTP is found by request::build and
// validate().
[[nodiscard]] result<request_settings> read(const json::value& document);

} // namespace http_task::settings
