// Notes in the tables of members and items what a glance at a value tells of it: the kinds of values that are
// accepted whatever they are, the texts that are accepted, the kinds of items of an array that is accepted.
// What is not settled so has to be evaluated.
#pragma once

#include "schema/program.hpp"

namespace http_task::schema {

// Once the runs of all nodes are there; the tables of the program stay where they are from then on.
void note_accepted_values(program& p);

} // namespace http_task::schema
