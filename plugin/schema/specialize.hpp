// Makes the code that the check runs from the instructions of a program: one run per node and kind of value.
//
// What the kind decides alone is decided here (`type`, an `enum` without strings for a string, ...),
// alternatives that cannot apply are dropped, short references are put in line, `required` becomes a part of
// `members`, and objects that `allOf` and `$ref` put together become one table where their parts do not
// overlap; `unevaluatedProperties` over such parts is then no more than its `additionalProperties`. None of
// this changes what is valid.
#pragma once

#include "schema/program.hpp"

namespace http_task::schema {

// For a program without circles (circles.hpp).
void specialize(program& p);

} // namespace http_task::schema
