// The $ref of a document: found inside of it, never outside.
#pragma once

#include "base/result.hpp"
#include "description/document.hpp"
#include "json/value.hpp"

#include <string>
#include <string_view>

namespace http_task::description {

struct target {
  const json::value* value; // into the document
  std::string pointer;      // its JSON Pointer
};

// What `ref` ("#/components/schemas/User") names, aliases followed: a target that is itself an object with
// "$ref" is only a step on the way, and so is one that the pointer passes through. Fails with
// "description.invalid" on a reference to another document (nothing is fetched), into the void, and on
// aliases that lead in a circle.
[[nodiscard]] result<target> resolve(const document& source, std::string_view ref);

// `value`, or what it refers to if it is a Reference Object; `pointer` is where `value` stands.
[[nodiscard]] result<target> dereference(const document& source, const json::value& value,
                                         std::string pointer);

} // namespace http_task::description
