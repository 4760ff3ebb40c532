// One operation of a web API as this product describes it: a JSON Schema whose instances are request
// settings.
//
// docs/endpoint-description.md is the format, schemas/endpoint-description.schema.json its meta-schema. The
// schema is complete in itself: every $ref stays inside of it ("#/$defs/...").
#pragma once

#include "base/problem.hpp"
#include "json/value.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace http_task::description {

// The keyword of the schema that holds what JSON Schema has no word for (servers, security, responses, ...).
inline constexpr std::string_view annotation = "endpoint";

// What a list of endpoints shows, and what search reads. All text is UTF-8; title and summary are single
// lines without control characters, whatever the source said.
struct outline {
  std::string id;           // "<api>:<METHOD>:<path>"
  std::string api;          // id of the API, e.g. "dialpad.com"
  std::string method;       // upper case
  std::string path;         // starts with '/'; placeholders as {name}
  std::string operation_id; // "" if there is none
  std::string title;        // never empty
  std::string summary;      // the first sentence of the description; may be empty
  std::vector<std::string> tags;
  bool deprecated = false;
  std::string prose;                   // the beginning of the description, for search
  std::vector<std::string> parameters; // names of parameters and of the body's members, for search
};

struct endpoint : outline {
  json::value schema;            // the endpoint description
  std::vector<finding> warnings; // what of the source is missing in it and why; pointers into the source
};

[[nodiscard]] std::string make_id(std::string_view api, std::string_view method, std::string_view path);

} // namespace http_task::description
