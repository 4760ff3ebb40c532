// The $ref of a document: found inside of it, never outside.
#pragma once

#include "base/result.hpp"
#include "json/value.hpp"

#include <string>
#include <string_view>

namespace http_task::description {

struct target {
  const json::value* value; // into the document
  std::string pointer;      // its JSON Pointer
};

// What `ref` ("#/components/schemas/User") names, aliases followed: a target that is itself an object with
// "$ref" is only a step on the way. Fails with "description.invalid" on a reference to another document
// (nothing is fetched), into the void, and on aliases that lead in a circle.
[[nodiscard]] result<target> resolve(const json::value& root, std::string_view ref);

// `value`, or what it refers to if it is a Reference Object; `pointer` is where `value` stands.
[[nodiscard]] result<target> dereference(const json::value& root, const json::value& value,
                                         std::string pointer);

} // namespace http_task::description
