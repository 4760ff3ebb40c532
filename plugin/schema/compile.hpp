// What validator.hpp's compile() and sample() share.
#pragma once

#include "base/result.hpp"
#include "schema/program.hpp"
#include "schema/validator.hpp"

namespace http_task::schema {

[[nodiscard]] result<program> compile_program(const json::value& schema, const compile_options& options,
                                              retained kept);

} // namespace http_task::schema
