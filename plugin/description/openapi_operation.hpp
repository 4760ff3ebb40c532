// One operation of an OpenAPI document to an endpoint description.
#pragma once

#include "description/definitions.hpp"
#include "description/document.hpp"
#include "description/endpoint.hpp"
#include "description/openapi_facts.hpp"
#include "description/openapi_outline.hpp"
#include "description/warning_list.hpp"

namespace http_task::description {

// Looks at the operation, the parameters and servers of its path item, and what they refer to: of `source`
// only these parts need to be there. Fails with "description.invalid" if the operation is not.
[[nodiscard]] result<endpoint> compile_operation(const document& source, const document_facts& facts,
                                                 const operation_place& place, const read_limits& limits);

// The same, for the warnings alone and with `defs` shared by all operations of a document: `schema` stays
// empty.
void check_operation(const document_facts& facts, const operation_place& place, definitions& defs,
                     warning_list& warnings);

} // namespace http_task::description
