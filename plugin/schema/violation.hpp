// One reason why an instance does not satisfy a schema, in words for the person who wrote the instance.
#pragma once

#include "base/problem.hpp"

#include <string>

namespace http_task::schema {

struct violation {
  std::string pointer; // JSON Pointer into the instance; "" is the whole of it
  std::string
      schema_pointer;     // of the keyword: a pointer into the schema document, or URI#pointer into another
  std::string keyword;    // "type", "required", ...; "" if the check was given up at a limit
  std::string detail;     // one sentence, e.g. `Expected one of "room", "callrouter"; found "desk".`
  std::string expected;   // e.g. `one of "room", "callrouter"`
  std::string found;      // e.g. `"desk"`; long values are cut
  std::string suggestion; // the nearest allowed value or property name as JSON text; "" if none is near
};

[[nodiscard]] finding to_finding(const violation& v);

} // namespace http_task::schema
