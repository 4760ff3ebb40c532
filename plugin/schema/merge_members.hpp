// Several tables of members that apply to one object, made one.
#pragma once

#include "schema/program.hpp"

#include <vector>

namespace http_task::schema {

// `code` is what a node says about objects. Where its tables share no name and leave other members open, they
// become one; and if nothing else in it evaluates members, `unevaluatedProperties` becomes the table's
// `additional`.
void merge_members(program& p, std::vector<instruction>& code);

} // namespace http_task::schema
