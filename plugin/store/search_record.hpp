// An operation as the search index has it.
#pragma once

#include "description/endpoint.hpp"
#include "search/index_builder.hpp"

namespace http_task::store {

// Summaries lose their HTML: results are shown as they are.
void add_to(search::index_builder& builder, const description::outline& o);

} // namespace http_task::store
